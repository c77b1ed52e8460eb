using System.Collections.Concurrent;
using System.Text.Json;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>Every answer that any test of this project got over HTTP.</summary>
internal static class RecordedAnswers
{
    private static readonly ConcurrentQueue<string> Answers = new();

    /// <summary>One JSON object a line, as contract/js/check.mjs reads them.</summary>
    public static string Lines => string.Join('\n', Answers);

    public static void Add(ApiAnswer answer)
    {
        var request = answer.Message.RequestMessage!;
        Answers.Enqueue(JsonSerializer.Serialize(new
        {
            method = request.Method.Method,
            path = request.RequestUri!.AbsolutePath,
            status = (int)answer.Status,
            headers = answer.Message.Headers.Concat(answer.Message.Content.Headers)
                .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value)),
            body = answer.Body,
        }));
    }
}
