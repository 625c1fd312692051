using CampusPhoto.WeChatStandIn;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration.Json;
using System.Text.Json.Serialization;

const string StopWithStdin = "--stop-with-stdin";
var stopWithStdin = args.Contains(StopWithStdin, StringComparer.Ordinal);
var builder = WebApplication.CreateBuilder([.. args.Where(arg => arg != StopWithStdin)]);

// It starts in the folder of whatever test or API uses it, whose appsettings files are not meant for it.
foreach (var file in builder.Configuration.Sources.OfType<JsonConfigurationSource>().ToList())
    builder.Configuration.Sources.Remove(file);

var urls = (builder.Configuration["urls"] ?? "http://127.0.0.1:5081").Split(';', StringSplitOptions.RemoveEmptyEntries);
if (StartRule.Fault(builder.Environment, builder.Configuration, urls) is { } fault)
{
    await Console.Error.WriteLineAsync(fault);
    return 2;
}

builder.WebHost.UseUrls(urls);
builder.Logging.ClearProviders();
builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
    console => console.LogToStandardErrorThreshold = LogLevel.Trace);
builder.Services.Configure<StandInOptions>(builder.Configuration.GetSection(StandInOptions.Section));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<BusinessClock>();
builder.Services.AddSingleton<StandInKeys>();
builder.Services.AddSingleton<SingleUseCodes>();
builder.Services.AddSingleton<AccessTokens>();
builder.Services.AddSingleton<LedgerFile>();
builder.Services.AddSingleton<Ledger>();
builder.Services.AddSingleton<Faults>();
builder.Services.AddSingleton<Journal>();
builder.Services.AddSingleton<Payer>();
builder.Services.AddSingleton<Refunds>();
builder.Services.AddSingleton<Bills>();
builder.Services.AddSingleton<Messages>();
builder.Services.AddSingleton<ShippingManagement>();
builder.Services.AddSingleton<MiniProgram>();
builder.Services.AddSingleton<Push>();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
builder.Services.AddSingleton<PayCalls>();
builder.Services.AddSingleton<Notifier>();
builder.Services.AddHostedService(provider => provider.GetRequiredService<Notifier>());

var app = builder.Build();
MiniProgramEndpoints.Map(app);
ServiceEndpoints.Map(app);
PayEndpoints.Map(app);
RefundEndpoints.Map(app);
BillEndpoints.Map(app);
MerchantEndpoints.Map(app);
SimEndpoints.Map(app);
Cashier.Map(app);

await app.StartAsync();
var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
Console.WriteLine($"LISTENING {addresses.Addresses.First()}");
if (stopWithStdin) _ = StopAtEndOfInputAsync(app.Lifetime);
await app.WaitForShutdownAsync();
return 0;

static async Task StopAtEndOfInputAsync(IHostApplicationLifetime lifetime)
{
    await using var input = Console.OpenStandardInput();
    var buffer = new byte[256];
    while (await input.ReadAsync(buffer) > 0)
    {
        // Whatever is typed means nothing; only the end counts.
    }

    lifetime.StopApplication();
}
