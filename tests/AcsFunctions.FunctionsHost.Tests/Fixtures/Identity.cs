using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.FunctionsHost.Tests.Fixtures;

/// <summary>Answers with what is its own in an invocation.</summary>
internal sealed class Identity(ScopeMark mark)
{
    private int calls;

    public static void Configure(IHostApplicationBuilder builder) => builder.Services.AddScoped<ScopeMark>();

    [Function("Identity")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request, FunctionContext context)
    {
        await Task.Yield();
        var isSame = context.InstanceServices.GetRequiredService<ScopeMark>() == mark;
        return request.Text(
            $"{context.InvocationId} {context.FunctionDefinition.Name} instance {++calls} scope {mark.Id} same {isSame} disposed {mark.IsDisposed}");
    }
}
