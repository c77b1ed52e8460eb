namespace Azure.Communication.Identity.Pipeline;

/// <summary>The parts of <c>endpoint=…;accesskey=…</c>, in any order and case. No message repeats a value: one of them is the key.</summary>
internal sealed class ConnectionString
{
    private readonly Dictionary<string, string> parts = new(StringComparer.OrdinalIgnoreCase);

    private ConnectionString()
    {
    }

    /// <exception cref="ArgumentException"><paramref name="connectionString"/> is null or empty.</exception>
    /// <exception cref="InvalidOperationException">A part is empty, has no name or no value, or is there twice.</exception>
    public static ConnectionString Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var parsed = new ConnectionString();
        var segments = connectionString.Split(';');
        for (var i = 0; i < segments.Length; i++)
        {
            // One separator may end the text; elsewhere an empty segment is a mistake.
            if (segments[i].Length > 0 || i < segments.Length - 1 || i == 0)
            {
                parsed.Add(segments[i]);
            }
        }

        return parsed;
    }

    /// <exception cref="InvalidOperationException">There is no such part.</exception>
    public string Required(string name) =>
        parts.TryGetValue(name, out var value) ? value : throw new InvalidOperationException($"The connection string lacks its required part '{name}'.");

    private void Add(string segment)
    {
        // Only the first '=' separates: a base64 key ends in some of its own.
        var separator = segment.IndexOf('=', StringComparison.Ordinal);
        if (separator <= 0)
        {
            throw new InvalidOperationException("The connection string has a part that is not of the form name=value.");
        }

        var name = segment[..separator].Trim();
        if (separator == segment.Length - 1)
        {
            throw new InvalidOperationException($"The connection string's part '{name}' has no value.");
        }

        if (!parts.TryAdd(name, segment[(separator + 1)..].Trim()))
        {
            throw new InvalidOperationException($"The connection string has its part '{name}' twice.");
        }
    }
}
