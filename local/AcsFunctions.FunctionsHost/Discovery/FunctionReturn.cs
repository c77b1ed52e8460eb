using System.Reflection;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FunctionsHost.Discovery;

internal static class FunctionReturn
{
    private static readonly HashSet<Type> Empty = [typeof(void), typeof(Task), typeof(ValueTask)];
    private static readonly HashSet<Type> Responses = [typeof(HttpResponseData), typeof(Task<HttpResponseData>), typeof(ValueTask<HttpResponseData>)];

    public static void Check(MethodInfo method, string functionName, FunctionTrigger trigger)
    {
        var returnsResponse = Responses.Contains(method.ReturnType);
        if (!returnsResponse && !Empty.Contains(method.ReturnType))
        {
            throw new FunctionsHostException(
                $"Function '{functionName}' returns {method.ReturnType}; this host knows HttpResponseData, nothing, and tasks of those.");
        }

        if (returnsResponse && trigger is FunctionTrigger.Timer)
        {
            throw new FunctionsHostException($"Timer function '{functionName}' returns a response that nobody would receive.");
        }
    }

    public static async Task<HttpResponseData?> AwaitAsync(object? returned)
    {
        switch (returned)
        {
            case HttpResponseData response:
                return response;
            case Task<HttpResponseData> task:
                return await task;
            case ValueTask<HttpResponseData> task:
                return await task;
            case Task task:
                await task;
                return null;
            case ValueTask task:
                await task;
                return null;
            default:
                return null;
        }
    }
}
