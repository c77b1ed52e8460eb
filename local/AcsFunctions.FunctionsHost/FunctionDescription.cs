namespace AcsFunctions.FunctionsHost;

/// <summary>One function as the host serves it.</summary>
/// <param name="Name">Unique in the app, ignoring case.</param>
/// <param name="Kind">Decides which of the rest have a value.</param>
/// <param name="Methods">Of an HTTP function, in upper case; empty means that every method is served.</param>
/// <param name="Route">Of an HTTP function, with the route prefix and no leading slash.</param>
/// <param name="AuthorizationLevel">Of an HTTP function.</param>
/// <param name="Schedule">Of a timer function: the NCRONTAB expression after settings were put in.</param>
public sealed record FunctionDescription(
    string Name,
    FunctionKind Kind,
    IReadOnlyList<string> Methods,
    string? Route,
    FunctionAuthorizationLevel? AuthorizationLevel,
    string? Schedule);
