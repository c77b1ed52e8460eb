namespace AcsFunctions.AcsEmulator.Authentication;

/// <summary>The parts of an <c>Authorization: HMAC-SHA256 SignedHeaders=…&amp;Signature=…</c> header.</summary>
internal sealed record HmacAuthorization(IReadOnlyList<string> SignedHeaders, string Signature)
{
    private const string Scheme = "HMAC-SHA256 ";

    public static bool Claims(string authorization) => authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    public static HmacAuthorization? Parse(string authorization)
    {
        var fields = authorization[Scheme.Length..].Split('&');
        return Field(fields, "SignedHeaders=") is { } headers && Field(fields, "Signature=") is { } signature
            ? new HmacAuthorization(headers.Split(';'), signature)
            : null;
    }

    private static string? Field(string[] fields, string name) =>
        Array.Find(fields, field => field.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..].Trim();
}
