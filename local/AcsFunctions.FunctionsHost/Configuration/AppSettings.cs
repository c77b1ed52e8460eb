namespace AcsFunctions.FunctionsHost.Configuration;

/// <summary>App settings by their names, in which <c>__</c> works as <c>:</c> and case does not matter.</summary>
internal static class AppSettings
{
    public static string Name(string name) => name.Replace("__", ":", StringComparison.Ordinal);

    public static IReadOnlyDictionary<string, string?> Of(IReadOnlyDictionary<string, string?> settings)
    {
        Dictionary<string, string?> named = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in settings)
        {
            named[Name(name)] = value;
        }

        return named;
    }
}
