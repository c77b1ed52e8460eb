using static AcsFunctions.AcsEmulator.Protocol.ApiFeatures;

namespace AcsFunctions.AcsEmulator.Protocol;

/// <summary>The api-versions that were ever published, and what each has.</summary>
internal static class ApiVersions
{
    private const ApiFeatures Lifetimes = CustomExpiry | CustomExpiryOnCreate;

    private static readonly SortedDictionary<string, ApiFeatures> Features = new(StringComparer.Ordinal)
    {
        ["2020-07-20-preview2"] = Administration,
        ["2021-02-22-preview1"] = AccessTokens,
        ["2021-03-07"] = AccessTokens,
        ["2021-03-31-preview1"] = AccessTokens | TeamsIssue | TeamsExchangeByTokenOnly,
        ["2021-10-31-preview"] = AccessTokens | TeamsExchangeByTokenOnly,
        ["2021-11-01"] = AccessTokens,
        ["2022-06-01"] = AccessTokens | TeamsExchange,
        ["2022-09-01"] = AccessTokens | TeamsExchange | CustomExpiry,
        ["2022-10-01"] = AccessTokens | TeamsExchange | Lifetimes,
        ["2023-08-01"] = AccessTokens | TeamsExchange | Lifetimes,
        ["2023-10-01"] = AccessTokens | TeamsExchange | Lifetimes,
        ["2025-03-02-preview"] = AccessTokens | TeamsExchange | Lifetimes | CustomId | TeamsExtension | EntraAssignments,
        ["2025-04-01-preview"] = AccessTokens | TeamsExchange | Lifetimes,
        ["2025-06-30"] = AccessTokens | TeamsExchange | Lifetimes | TeamsExtension,
        ["2026-07-22"] = AccessTokens | TeamsExchange | Lifetimes | TeamsExtension,
        ["2026-09-23"] = AccessTokens | TeamsExchange | Lifetimes | TeamsExtension,
    };

    /// <summary>The value of the api-supported-versions header of an operation that needs one of the features, or none. Identities list all versions in either form, as was seen.</summary>
    public static string Supporting(ApiFeatures anyOf) => anyOf switch
    {
        None or Administration or AccessTokens => All,
        TeamsIssue or TeamsExchange | TeamsExchangeByTokenOnly => WithTeamsExchange,
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
