using CampusPhoto.Benchmarks;

switch (args)
{
    case ["photo-check"]:
        await PhotoCheckBenchmark.RunAsync();
        return 0;
    case ["place-order"]:
        await PlaceOrderBenchmark.RunAsync();
        return 0;
    case ["start"]:
        await StartBenchmark.RunAsync();
        return 0;
    case ["upload-memory"]:
        await UploadMemoryBenchmark.RunAsync();
        return 0;
    case ["bare-api", var url, var file]:
        await BareApi.RunAsync(url, file);
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: Benchmarks photo-check | place-order | start | upload-memory");
        return 2;
}
