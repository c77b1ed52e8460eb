using static AcsFunctions.AcsEmulator.Protocol.ApiFeatures;

namespace AcsFunctions.AcsEmulator.Protocol;

/// <summary>The api-versions that were ever published, and what each has.</summary>
internal static class ApiVersions
{
    private static readonly SortedDictionary<string, ApiFeatures> Features = new(StringComparer.Ordinal)
    {
        ["2020-07-20-preview2"] = None,
        ["2021-02-22-preview1"] = None,
        ["2021-03-07"] = None,
        ["2021-03-31-preview1"] = None,
        ["2021-10-31-preview"] = TeamsExchangeByTokenOnly,
        ["2021-11-01"] = None,
        ["2022-06-01"] = TeamsExchange,
        ["2022-09-01"] = TeamsExchange,
        ["2022-10-01"] = TeamsExchange | CustomExpiry,
        ["2023-08-01"] = TeamsExchange | CustomExpiry,
        ["2023-08-30-preview"] = TeamsExchange | CustomExpiry,
        ["2023-10-01"] = TeamsExchange | CustomExpiry,
        ["2025-03-02-preview"] = TeamsExchange | CustomExpiry | CustomId | TeamsExtension | EntraAssignments,
        ["2025-04-01-preview"] = TeamsExchange | CustomExpiry,
        ["2025-06-30"] = TeamsExchange | CustomExpiry | TeamsExtension,
        ["2026-07-22"] = TeamsExchange | CustomExpiry | TeamsExtension,
        ["2026-09-23"] = TeamsExchange | CustomExpiry | TeamsExtension,
    };

    /// <summary>The value of the api-supported-versions header of an operation that needs one of the features, or none.</summary>
    public static string Supporting(ApiFeatures anyOf) => anyOf switch
    {
        None => All,
        TeamsExchange | TeamsExchangeByTokenOnly => WithTeamsExchange,
        TeamsExtension => WithTeamsExtension,
        _ => PreviewOnly,
    };

    public static bool TryFind(string version, out ApiFeatures features) => Features.TryGetValue(version, out features);

    private static string All { get; } = List(None);

    private static string WithTeamsExchange { get; } = List(TeamsExchange | TeamsExchangeByTokenOnly);

    private static string WithTeamsExtension { get; } = List(TeamsExtension);

    private static string PreviewOnly { get; } = List(CustomId);

    private static string List(ApiFeatures anyOf) =>
        string.Join(", ", Features.Where(version => anyOf == None || (version.Value & anyOf) != 0).Select(version => version.Key));
}
