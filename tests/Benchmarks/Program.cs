using System.Globalization;
using CampusPhoto.Benchmarks;
using CampusPhoto.Benchmarks.Accuracy;

switch (args)
{
    case ["check-speed", .. var checks]:
        return await CheckSpeedBenchmark.RunAsync(checks);
    case ["accuracy", .. var asked]:
        return await AccuracyBenchmark.RunAsync(asked);
    case ["place-order", .. var where]:
        return await PlaceOrderBenchmark.RunAsync(where);
    case ["order-list", .. var where]:
        return await OrderListBenchmark.RunAsync(where);
    case ["back-office", .. var where]:
        return await BackOfficeBenchmark.RunAsync(where);
    case ["claim", .. var where]:
        return await ClaimBenchmark.RunAsync(where);
    case ["code-sheets", .. var codes]:
        return CodeSheetsBenchmark.Run(codes);
    case ["nodes"]:
        await NodesBenchmark.RunAsync();
        return 0;
    case ["province", .. var faster]:
        await ProvinceBenchmark.RunAsync(faster is [var speed] ? double.Parse(speed, CultureInfo.InvariantCulture) : 1);
        return 0;
    case ["start"]:
        await StartBenchmark.RunAsync();
        return 0;
    case ["upload-memory"]:
        await UploadMemoryBenchmark.RunAsync();
        return 0;
    case ["same-photo", .. var folders]:
        return await SamePhotoBenchmark.RunAsync(folders);
    case ["broken-files", .. var files]:
        return await BrokenFilesBenchmark.RunAsync(files);
    case ["notification"]:
        await NotificationBenchmark.RunAsync();
        return 0;
    case ["simulate", .. var students]:
        return await SimulationRun.RunAsync(students is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 10_000);
    case ["bare-api", var url, var engine, var connectionString, .. var keys]:
        await BareApi.RunAsync(url, engine, connectionString, keys is [var bootstrap] ? bootstrap : null);
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: Benchmarks check-speed [CHECKS] | accuracy FOLDER [MANIFEST] [options] | place-order [Sqlite|PostgreSql] [milliseconds of a flush] | order-list [Sqlite|PostgreSql] [orders] | back-office [Sqlite|PostgreSql] [orders] | claim [Sqlite|PostgreSql] [orders] | code-sheets [codes] [FILE] | nodes | province [times faster] | notification | simulate [STUDENTS] | start | upload-memory | same-photo [FOLDER...] | broken-files [files]");
        return 2;
}
