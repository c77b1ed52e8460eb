using System.Text.Json;

namespace AcsFunctions.Worker.Callers;

/// <summary>The claims of a credential that was proved, by their JWT names.</summary>
internal sealed class ClaimSet
{
    private static readonly decimal LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    private readonly Dictionary<string, ClaimValue> claims;

    private ClaimSet(int count) => claims = new(count, StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">A text is not well-formed Unicode.</exception>
    public static ClaimSet OfJwt(JsonElement payload)
    {
        var set = new ClaimSet(payload.GetPropertyCount());
        foreach (var member in payload.EnumerateObject())
        {
            set.claims[member.Name] = ClaimValue.Of(member.Value);
        }

        return set;
    }

    /// <summary>Claims that are all text; a name may come again.</summary>
    public static ClaimSet OfTexts(IEnumerable<(string Name, string Value)> texts)
    {
        var set = new ClaimSet(0);
        foreach (var claim in texts.GroupBy(text => text.Name, text => text.Value, StringComparer.Ordinal))
        {
            set.claims[claim.Key] = ClaimValue.Of([.. claim]);
        }

        return set;
    }

    /// <summary>The one text of a claim; null where it is missing, there twice, a list, or not text.</summary>
    public string? Single(string name) => claims.GetValueOrDefault(name)?.Single;

    /// <summary>Whether the claim is there, whatever its value.</summary>
    public bool Has(string name) => claims.ContainsKey(name);

    /// <summary>The text of a member of a claim that is an object; null where there is no such text.</summary>
    public string? Member(string name, string member) => claims.GetValueOrDefault(name)?.Members?.GetValueOrDefault(member);

    /// <summary>All texts of a claim.</summary>
    public IReadOnlyList<string> All(string name) => claims.GetValueOrDefault(name)?.Texts ?? [];

    /// <summary>Seconds since 1970. A missing claim is read as null; false where it is there and no such number.</summary>
    public bool TryReadInstant(string name, out DateTimeOffset? instant)
    {
        instant = null;
        if (!claims.TryGetValue(name, out var value))
        {
            return true;
        }

        if (value.Number is not { } seconds || seconds <= 0 || seconds > LastSecond)
        {
            return false;
        }

        // Down to whole seconds: a credential is never taken for younger than it is.
        instant = DateTimeOffset.FromUnixTimeSeconds((long)seconds);
        return true;
    }
}
