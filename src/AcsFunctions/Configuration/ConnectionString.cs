using System.Globalization;

namespace AcsFunctions.Configuration;

/// <summary>
/// The parts of a connection string, whatever happened to it between a portal and a setting: quotes around it, line breaks, invisible
/// characters, a separator too many. No message repeats anything of it: what looks like a name may be the key.
/// </summary>
internal sealed class ConnectionString
{
    private readonly Dictionary<string, string> parts = new(StringComparer.OrdinalIgnoreCase);

    private ConnectionString()
    {
    }

    /// <summary>What is wrong with it, ready to follow "The setting …"; null where each part has a name and a value.</summary>
    public string? Fault { get; private set; }

    /// <summary>The value of a part, or null.</summary>
    public string? this[string name] => parts.GetValueOrDefault(name);

    public static ConnectionString Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var read = new ConnectionString();
        var bare = Bare(text);
        if (bare.StartsWith("@Microsoft.", StringComparison.OrdinalIgnoreCase))
        {
            read.Fault = "is a reference that the platform did not resolve: see that the secret exists and that the app's identity may read it.";
            return read;
        }

        foreach (var part in bare.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            read.Fault ??= read.Add(part);
        }

        return read;
    }

    /// <summary>The text in the form that client libraries take, or as it is where there is a fault.</summary>
    public static string? Normalize(string? text) =>
        text is not null && Read(text) is { Fault: null } read ? string.Join(';', read.parts.Select(part => $"{part.Key}={part.Value}")) : text;

    private string? Add(string part)
    {
        // Only the first '=' separates: a base64 key ends in some of its own.
        var separator = part.IndexOf('=', StringComparison.Ordinal);
        if (separator <= 0)
        {
            return "has a part that is not of the form name=value.";
        }

        var (name, value) = (part[..separator], Bare(part[(separator + 1)..]));
        return value.Length == 0 ? "has a part without a value."
            : parts.TryAdd(name, value) || parts[name] == value ? null
            : "has a part twice, with different values.";
    }

    // Neither an address nor a key holds white space or characters that nobody sees.
    private static string Bare(string text)
    {
        var seen = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Control)));
        return seen is ['"', .., '"'] or ['\'', .., '\''] ? seen[1..^1] : seen;
    }
}
