using CampusPhoto.Benchmarks;

switch (args)
{
    case ["photo-check"]:
        await PhotoCheckBenchmark.RunAsync();
        return 0;
    case ["place-order", .. var where]:
        return await PlaceOrderBenchmark.RunAsync(where);
    case ["order-list", .. var where]:
        return await OrderListBenchmark.RunAsync(where);
    case ["start"]:
        await StartBenchmark.RunAsync();
        return 0;
    case ["upload-memory"]:
        await UploadMemoryBenchmark.RunAsync();
        return 0;
    case ["bare-api", var url, var engine, var connectionString]:
        await BareApi.RunAsync(url, engine, connectionString);
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: Benchmarks photo-check | place-order [Sqlite|PostgreSql] [milliseconds of a flush] | order-list [Sqlite|PostgreSql] [orders] | start | upload-memory");
        return 2;
}
