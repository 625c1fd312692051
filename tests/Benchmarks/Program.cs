using CampusPhoto.Benchmarks;

switch (args)
{
    case ["photo-check"]:
        await PhotoCheckBenchmark.RunAsync();
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: Benchmarks photo-check");
        return 2;
}
