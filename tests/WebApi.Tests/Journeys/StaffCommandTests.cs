using System.Security.Cryptography;
using CampusPhoto.Application;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Infrastructure;
using CampusPhoto.Infrastructure.Audit;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.WebApi.Tests.Journeys.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>An empty production installation, from the server's console.</summary>
public sealed class StaffCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("campusphoto-console-").FullName;
    private readonly Dictionary<string, string> _settings;

    public StaffCommandTests() => _settings = new()
    {
        ["Database:Engine"] = "Sqlite",
        ["Database:ConnectionString"] = $"Data Source={Path.Combine(_folder, "campusphoto.db")};Pooling=False",
        ["Storage:Path"] = Path.Combine(_folder, "photos"),
        ["PersonalData:Keys:k1"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        ["PersonalData:CurrentKey"] = "k1",
        ["PersonalData:HashKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
    };

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_administrator_is_made_at_the_console_and_the_trail_of_it_verified()
    {
        var first = (await CommandLine.RunAsync(0, _settings, "administrator", "li.admin")).Split('\n')[^1];
        await using var services = Services();
        (await SignInAsync(services, first)).Value.Roles.ShouldBe([ActorKind.Administrator]);

        // Whoever has the console can help a person who is locked out, too.
        var second = (await CommandLine.RunAsync(0, _settings, "administrator", "li.admin")).Split('\n')[^1];
        (await SignInAsync(services, first)).Error!.Code.ShouldBe("auth.credentials_invalid");
        (await SignInAsync(services, second)).Succeeded.ShouldBeTrue();
        (await CommandLine.RunAsync(1, _settings, "administrator", "no spaces")).ShouldContain("A user name has 3 to 64");

        (await CommandLine.RunAsync(0, _settings, "audit", "verify")).ShouldContain("0 entries in the chain, 2 not chained yet.");
        await services.GetRequiredService<AuditSealer>().SealAsync(Now);
        var verified = await CommandLine.RunAsync(0, _settings, "audit", "verify");
        verified.ShouldContain("2 entries in the chain, 0 not chained yet.");
        verified.ShouldEndWith("Nothing was changed, removed or inserted.");
        var end = verified.Split('\n')[1].Split(' ')[4].TrimEnd('.');
        await CommandLine.RunAsync(0, _settings, "audit", "verify", end);
        (await CommandLine.RunAsync(1, _settings, "audit", "verify", "7:abc")).ShouldContain("the chain never came to 7:abc");

        await using (var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Now))
            await db.AuditEntries.Where(entry => entry.Sequence == 1).ExecuteUpdateAsync(row => row.SetProperty(entry => entry.Subject, "x"), Now);
        var broken = await CommandLine.RunAsync(1, _settings, "audit", "verify");
        broken.ShouldContain("FAULT at 1: its content was changed");
        broken.ShouldContain("The audit trail does NOT hold.");
        await CommandLine.RunAsync(2, _settings, "audit");
    }

    private ServiceProvider Services()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Production });
        foreach (var (name, value) in _settings) builder.Configuration[name] = value;
        builder.Logging.ClearProviders();
        builder.Services.AddApplication();
        builder.Services.AddInfrastructure(builder.Configuration, builder.Environment);
        return builder.Services.BuildServiceProvider();
    }

    private static async Task<Result<StaffMember>> SignInAsync(ServiceProvider services, string password)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IStaffDirectory>().SignInAsync("li.admin", password, null, Now);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
