using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AcsFunctions.EndToEnd.Tests.Fidelity;

/// <summary>A request as it went over the wire, with placeholders for what differs between hosts.</summary>
internal sealed partial record GenuineRequest(
    string Method, string Target, IReadOnlyList<string> Headers, string? Body = null, JsonElement ContentLength = default, bool NoHostHeader = false, string Version = "1.1")
{
    /// <param name="values">What the placeholders stand for, by name.</param>
    public byte[] ToBytes(IReadOnlyDictionary<string, string> values)
    {
        var body = Encoding.Latin1.GetBytes(Filled(Body ?? "", values));
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"{Method} {Filled(Target, values)} HTTP/{Version}\r\n");
        if (!NoHostHeader)
        {
            head.Append(CultureInfo.InvariantCulture, $"Host: {values["host"]}\r\n");
        }

        foreach (var header in Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{Filled(header, values)}\r\n");
        }

        // Named: that many, or null for none at all. Not named: as many as there are.
        var length = ContentLength.ValueKind switch
        {
            JsonValueKind.Number => ContentLength.GetInt64(),
            JsonValueKind.Undefined when body.Length > 0 => body.Length,
            _ => (long?)null,
        };
        if (length is { } bytes)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {bytes}\r\n");
        }

        head.Append("Connection: close\r\n\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. body];
    }

    private static string Filled(string text, IReadOnlyDictionary<string, string> values) => Placeholder().Replace(
        text,
        match => match.Groups["count"].Success
            ? new string(match.Groups["letter"].Value[0], int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture))
            : values.TryGetValue(match.Groups["name"].Value, out var value) ? value : match.Value);

    [GeneratedRegex(@"\{(?:(?<letter>.)\*(?<count>\d+)|(?<name>[a-z-]+))\}")]
    private static partial Regex Placeholder();
}
