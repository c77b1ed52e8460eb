using AcsFunctions.FunctionsHost.Functions;
using AcsFunctions.FunctionsHost.Protocol;

namespace AcsFunctions.FunctionsHost.Invocation;

/// <summary>Starts an HTTP function without a caller, as the admin API does: with a GET that says nothing, and an answer that nobody reads.</summary>
internal sealed class HttpStart(HostedFunction function, FunctionInvoker invoker)
{
    public string Name => function.Name;

    public void StartOnce()
    {
        // The caller's activity and other ambient state are not the run's.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(RunAsync);
        }
    }

    private async Task RunAsync()
    {
        TypedData request = new() { Http = new RpcHttp { Method = "GET", Url = "http://localhost/" } };
        try
        {
            await invoker.InvokeAsync(new FunctionCall(function, request), CancellationToken.None);
        }
        catch (Exception)
        {
            // Logged by the invoker.
        }
    }
}
