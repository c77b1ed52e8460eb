using System.Text.Json;
using System.Text.Json.Nodes;

namespace AcsFunctions.EndToEnd.Tests.Fidelity;

/// <summary>
/// How an answer differs from the genuine host's: in the status, in a header, or in the body. What the host writes itself is compared
/// letter by letter. Of what the app writes the texts are its own business; its problem codes count, and that no field is missing.
/// </summary>
internal static class Comparison
{
    // Of this run, and not of the host.
    private static readonly string[] PassedOver = ["date", "server", "connection"];

    public static IEnumerable<string> Differences(GenuineCase one, HostAnswer answer)
    {
        if (one.Genuine.Status != answer.Status)
        {
            yield return $"status {answer.Status} instead of {one.Genuine.Status}";
        }

        foreach (var name in one.Genuine.Headers.Keys.Union(answer.Headers.Keys).Except(PassedOver).Order(StringComparer.Ordinal))
        {
            var genuine = one.Genuine.Headers.GetValueOrDefault(name);
            var ours = answer.Headers.GetValueOrDefault(name);
            if (!IsSame(name, genuine, ours, isEmpty: one.Genuine.Body.Length == 0))
            {
                yield return $"{name}: {ours ?? "(none)"} instead of {genuine ?? "(none)"}";
            }
        }

        if (!IsSame(one.Genuine.Body, answer.Body))
        {
            yield return $"body {Shortened(answer.Body)} instead of {Shortened(one.Genuine.Body)}";
        }
    }

    private static bool IsSame(string header, string? genuine, string? ours, bool isEmpty) => header switch
    {
        // The length of a text is the text's.
        "content-length" when !isEmpty => genuine is null == ours is null,
        "location" => genuine?[..(genuine.LastIndexOf('/') + 1)] == ours?[..(ours.LastIndexOf('/') + 1)],
        _ => genuine == ours,
    };

    private static bool IsSame(string genuine, string ours)
    {
        if (genuine.StartsWith('{') && ours.StartsWith('{'))
        {
            return IsCovered(JsonNode.Parse(genuine)!, JsonNode.Parse(ours)!);
        }

        return genuine.EndsWith('…') ? ours.StartsWith(genuine[..^1], StringComparison.Ordinal) : genuine == ours;
    }

    private static bool IsCovered(JsonNode genuine, JsonNode ours) => (genuine, ours) switch
    {
        (JsonObject one, JsonObject other) => one.All(field =>
            other.ContainsKey(field.Key)
            && (field.Value is null || other[field.Key] is { } value && IsCovered(field.Value, value))
            && (field.Key is not ("code" or "status") || field.Value?.GetValueKind() != JsonValueKind.String || (string?)field.Value == (string?)other[field.Key] || field.Key == "status")),
        (JsonArray one, JsonArray other) => one.Count == 0 || other.Count > 0 && IsCovered(one[0]!, other[0]!),
        _ => genuine.GetValueKind() == ours.GetValueKind() || IsBoolean(genuine) && IsBoolean(ours),
    };

    private static bool IsBoolean(JsonNode node) => node.GetValueKind() is JsonValueKind.True or JsonValueKind.False;

    private static string Shortened(string body) => body.Length == 0 ? "(none)" : body.Length < 200 ? body : body[..200] + "…";
}
