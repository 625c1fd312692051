using CampusPhoto.Application;
using CampusPhoto.Infrastructure;
using CampusPhoto.WebApi;
using CampusPhoto.WebApi.Hosting;

if (Commands.IsAskedFor(args)) return await Commands.RunAsync(args);

var builder = WebApplication.CreateBuilder(args);
await WeChatBootstrap.LoadAsync(builder);
builder.Services.AddApplication();
builder.Services.AddInfrastructure(builder.Configuration, builder.Environment);
builder.AddWebApi();
DocumentGeneration.SkipStartChecks(builder.Services);
var app = builder.Build();
app.UseWebApi();
if (!DocumentGeneration.IsRunning) SeededSecrets.Tell(await app.Services.PrepareDatabaseAsync(CancellationToken.None), app.Configuration);
await app.RunAsync();
return 0;

internal sealed partial class Program;
