using CampusPhoto.Application;
using CampusPhoto.Infrastructure;
using CampusPhoto.WebApi;
using CampusPhoto.WebApi.Hosting;

var builder = WebApplication.CreateBuilder(args);
await WeChatBootstrap.LoadAsync(builder);
builder.Services.AddApplication();
builder.Services.AddInfrastructure(builder.Configuration, builder.Environment);
builder.AddWebApi();
DocumentGeneration.SkipStartChecks(builder.Services);
var app = builder.Build();
if (IssueCode.IsAskedFor(args)) return IssueCode.Run(app.Services, args);
app.UseWebApi();
if (!DocumentGeneration.IsRunning) SeededSecrets.Tell(await app.Services.PrepareDatabaseAsync(CancellationToken.None), app.Configuration);
await app.RunAsync();
return 0;

internal sealed partial class Program;
