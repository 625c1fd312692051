using CampusPhoto.Application;
using CampusPhoto.Infrastructure;
using CampusPhoto.Infrastructure.Photos.Catalogue;
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
try
{
    if (!DocumentGeneration.IsRunning) SeededSecrets.Tell(await app.Services.PrepareDatabaseAsync(CancellationToken.None), app.Configuration);
}
catch (SpecificationException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}

await app.RunAsync();
return 0;

internal sealed partial class Program;
