using AcsFunctions.FloorApp;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.Services.AddSingleton(_ => UpstreamClients.Of(builder.Configuration));
var app = builder.Build();
await app.RunAsync();
