using System.Buffers;
using System.Collections.Concurrent;

namespace AcsFunctions.EndToEnd.Tests.Stack;

/// <summary>Every token, key and user id that went over the wire of a stack.</summary>
public sealed class SecretLedger
{
    // Shorter ones are words that a log may have of its own.
    private const int Shortest = 12;

    private readonly ConcurrentDictionary<string, bool> secrets = new(StringComparer.Ordinal);

    public int Count => secrets.Count;

    public void Add(string secret)
    {
        if (secret.Length >= Shortest)
        {
            secrets.TryAdd(secret, true);
        }
    }

    /// <summary>A token, and its signature on its own.</summary>
    public void AddToken(string token)
    {
        Add(token);
        Add(token.Split('.')[^1]);
    }

    public void AddAllOf(HttpRequestMessage request)
    {
        if (request.Headers.Authorization?.Parameter is { } token)
        {
            AddToken(token);
        }

        foreach (var name in new[] { "x-functions-key", "X-MS-CLIENT-PRINCIPAL" })
        {
            if (request.Headers.TryGetValues(name, out var values))
            {
                Add(string.Join(',', values));
            }
        }

        var segments = request.RequestUri!.OriginalString.Split('?')[0].Split('/');
        if (Array.IndexOf(segments, "users") is var users and >= 0 && users + 1 < segments.Length)
        {
            Add(segments[users + 1]);
            Add(Uri.UnescapeDataString(segments[users + 1]));
        }
    }

    public void AddAllOf(ApiAnswer answer)
    {
        if (answer.Status == System.Net.HttpStatusCode.OK && answer.Body.StartsWith('{') && answer.Json.TryGetProperty("token", out var token))
        {
            AddToken(token.GetString()!);
        }
    }

    public void AreAbsentFrom(IReadOnlyCollection<string> lines)
    {
        var values = SearchValues.Create([.. secrets.Keys], StringComparison.Ordinal);
        foreach (var line in lines)
        {
            Assert.False(line.AsSpan().ContainsAny(values), $"A secret is in the log: {line}");
        }
    }
}
