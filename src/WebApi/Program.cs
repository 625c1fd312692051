using CampusPhoto.Application;
using CampusPhoto.Infrastructure;
using CampusPhoto.WebApi;
using CampusPhoto.WebApi.Hosting;

var issuesCode = args is [IssueCodeCommand.Name, ..];
var builder = WebApplication.CreateBuilder(issuesCode ? [] : args);
if (!issuesCode) await WeChatBootstrap.LoadAsync(builder);
builder.Services.AddApplication();
builder.Services.AddInfrastructure(builder.Configuration, builder.Environment);
builder.AddWebApi();
DocumentGeneration.Quieten(builder.Services);
var app = builder.Build();
if (issuesCode) return await IssueCodeCommand.RunAsync(app.Services, args[1..]);

app.UseWebApi();
if (!DocumentGeneration.IsRunning) await FirstStart.PrepareAsync(app);
await app.RunAsync();
return 0;

internal sealed partial class Program;
