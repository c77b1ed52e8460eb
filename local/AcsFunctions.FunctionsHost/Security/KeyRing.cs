using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AcsFunctions.FunctionsHost.Security;

/// <summary>
/// Who may call what. azure-functions-host src/WebJobs.Script.WebHost/Security/Authentication/Keys/AuthenticationLevelHandler.cs
/// (which key is read) and Security/Authorization/AuthUtility.cs (what it opens).
/// </summary>
internal sealed class KeyRing(FunctionsHostKeys keys)
{
    public const string HeaderName = "x-functions-key";
    public const string QueryName = "code";

    public FunctionsHostKeys Keys { get; } = keys;

    /// <summary>Whether the request presents any of the keys, whatever it opens.</summary>
    public bool Knows(HttpRequest request) => LevelOf(Presented(request)) != FunctionAuthorizationLevel.Anonymous;

    /// <summary>The level must be the function's own or Admin; levels are not a ladder.</summary>
    public bool Opens(HttpRequest request, FunctionAuthorizationLevel required)
    {
        if (required == FunctionAuthorizationLevel.Anonymous)
        {
            return true;
        }

        var presented = LevelOf(Presented(request));
        return presented == FunctionAuthorizationLevel.Admin || presented == required;
    }

    // The header wins even when it is empty: the query is read only where there is no header at all.
    private static string? Presented(HttpRequest request) =>
        request.Headers.TryGetValue(HeaderName, out var values) || request.Query.TryGetValue(QueryName, out values) ? values[0] : null;

    private FunctionAuthorizationLevel LevelOf(string? key)
    {
        if (string.IsNullOrEmpty(key))
        {
            return FunctionAuthorizationLevel.Anonymous;
        }

        // All are compared, so that the time taken tells nothing about which one came close.
        var isMaster = Same(key, Keys.Master);
        var isFunction = Same(key, Keys.Host) | Same(key, Keys.Function);
        return isMaster ? FunctionAuthorizationLevel.Admin : isFunction ? FunctionAuthorizationLevel.Function : FunctionAuthorizationLevel.Anonymous;
    }

    private static bool Same(string presented, string key) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(presented)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
