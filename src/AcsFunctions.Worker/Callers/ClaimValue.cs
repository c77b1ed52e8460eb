using System.Globalization;
using System.Text.Json;

namespace AcsFunctions.Worker.Callers;

/// <summary>The value of a claim.</summary>
/// <param name="Texts">All texts, of a list too.</param>
/// <param name="Single">The text, where the value is exactly one and no list.</param>
/// <param name="Number">The number, where the value is one.</param>
/// <param name="Members">The members that are texts, where the value is an object.</param>
internal sealed record ClaimValue(IReadOnlyList<string> Texts, string? Single, decimal? Number, IReadOnlyDictionary<string, string>? Members = null)
{
    public static ClaimValue Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { } text => new([text], text, null),
        JsonValueKind.Number => new([], null, value.TryGetDecimal(out var number) ? number : null),
        JsonValueKind.Array => new([.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)], null, null),
        JsonValueKind.Object => new([], null, null, value.EnumerateObject()
            .Where(member => member.Value.ValueKind == JsonValueKind.String)
            .ToDictionary(member => member.Name, member => member.Value.GetString()!, StringComparer.Ordinal)),
        _ => new([], null, null),
    };

    public static ClaimValue Of(IReadOnlyList<string> texts) => texts is [var text]
        ? new(texts, text, long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null)
        : new(texts, null, null);
}
