using CampusPhoto.Application;
using CampusPhoto.WebApi;
using CampusPhoto.WebApi.Hosting;

var builder = WebApplication.CreateBuilder(args);
await WeChatBootstrap.LoadAsync(builder);
builder.Services.AddApplication();
builder.AddWebApi();
DocumentGeneration.SkipStartChecks(builder.Services);
var app = builder.Build();
app.UseWebApi();
await app.RunAsync();

internal sealed partial class Program;
