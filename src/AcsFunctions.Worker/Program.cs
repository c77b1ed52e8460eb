using AcsFunctions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.AddAcsFunctionsWorker();
var app = builder.Build();
await app.RunAsync();
