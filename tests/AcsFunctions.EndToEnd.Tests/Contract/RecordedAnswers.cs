using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using AcsFunctions.EndToEnd.Tests.Stack;
using Microsoft.Azure.Functions.Worker;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>Every answer that any test of this project got over HTTP.</summary>
internal static class RecordedAnswers
{
    private static readonly ConcurrentQueue<string> Answers = new();

    // Drop-in routes answer as the samples that they stand in for do: docs/front-ends.md, and a test for each client.
    private static readonly HashSet<string> DropInRoutes =
    [
        .. typeof(Worker.AcsFunctionsWorker).Assembly.GetTypes()
            .Where(type => type.Namespace == "AcsFunctions.Worker.Compatibility")
            .SelectMany(type => type.GetMethods().SelectMany(method => method.GetParameters()))
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()?.Route)
            .OfType<string>()
            .Select(route => "api/" + route.Split('/')[0]),
    ];

    /// <summary>One JSON object a line, as contract/js/check.mjs reads them.</summary>
    public static string Lines => string.Join('\n', Answers);

    public static void Add(ApiAnswer answer)
    {
        var request = answer.Message.RequestMessage!;
        if (DropInRoutes.Contains(string.Join('/', request.RequestUri!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Take(2))))
        {
            return;
        }

        Answers.Enqueue(JsonSerializer.Serialize(new
        {
            method = request.Method.Method,
            path = request.RequestUri.AbsolutePath,
            status = (int)answer.Status,
            headers = answer.Message.Headers.Concat(answer.Message.Content.Headers)
                .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value)),
            body = answer.Body,
        }));
    }
}
