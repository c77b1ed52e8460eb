namespace AcsFunctions.AcsEmulator.Protocol;

/// <summary>Finds the operation of a method and a raw path. Segments are split before they are decoded: an encoded slash is part of an id.</summary>
internal static class Router
{
    private const ApiFeatures TeamsExchange = ApiFeatures.TeamsExchange | ApiFeatures.TeamsExchangeByTokenOnly;

    public static Route Find(string method, string rawPath)
    {
        if (!rawPath.StartsWith('/'))
        {
            return new Route(AcsOperation.Unknown);
        }

        string[] segments = [.. rawPath[1..].Split('/').Select(Uri.UnescapeDataString)];
        return segments switch
        {
            ["identities"] => Match(method, [("POST", new(AcsOperation.CreateIdentity))]),
            ["identities", { Length: > 0 } id] => Match(method,
            [
                ("GET", new(AcsOperation.GetIdentity, ApiFeatures.CustomId, id)),
                ("DELETE", new(AcsOperation.DeleteIdentity, Id: id)),
                ("PATCH", new(AcsOperation.RevokeAccessTokens, ApiFeatures.Administration, id)),
            ]),
            ["identities", { Length: > 0 } id, "token"] => Match(method, [("POST", new(AcsOperation.IssueAccessToken, ApiFeatures.Administration, id))]),
            ["identities", { Length: > 0 } id, ":revokeAccessTokens"] => Match(method, [("POST", new(AcsOperation.RevokeAccessTokens, ApiFeatures.AccessTokens, id))]),
            ["identities", { Length: > 0 } id, ":issueAccessToken"] => Match(method, [("POST", new(AcsOperation.IssueAccessToken, ApiFeatures.AccessTokens, id))]),
            ["teams", "me", ":issueAccessToken"] => Match(method, [("POST", new(AcsOperation.ExchangeTeamsUserAccessToken, ApiFeatures.TeamsIssue))]),
            ["teamsUser", ":exchangeAccessToken"] => Match(method, [("POST", new(AcsOperation.ExchangeTeamsUserAccessToken, TeamsExchange))]),
            ["access", "teamsExtension", .. var rest] => FindTeamsExtension(method, rest),
            ["access", "entra", .. var rest] => FindEntra(method, rest),
            _ => new Route(AcsOperation.Unknown),
        };
    }

    private static Route FindTeamsExtension(string method, string[] segments) => segments switch
    {
        [":exchangeAccessToken"] => Match(method, [("POST", new(AcsOperation.ExchangeTeamsExtensionAccessToken, ApiFeatures.TeamsExtension))]),
        ["tenants", { Length: > 0 } tenant, "assignments", { Length: > 0 } id] => Match(method,
        [
            ("GET", new(AcsOperation.GetTeamsExtensionAssignment, ApiFeatures.TeamsExtension, id, tenant)),
            ("PUT", new(AcsOperation.PutTeamsExtensionAssignment, ApiFeatures.TeamsExtension, id, tenant)),
            ("DELETE", new(AcsOperation.DeleteTeamsExtensionAssignment, ApiFeatures.TeamsExtension, id, tenant)),
        ]),
        _ => new Route(AcsOperation.Unknown),
    };

    private static Route FindEntra(string method, string[] segments) => segments switch
    {
        [":exchangeAccessToken"] => Match(method, [("POST", new(AcsOperation.ExchangeEntraAccessToken, ApiFeatures.EntraAssignments))]),
        ["assignments"] => Match(method,
        [
            ("GET", new(AcsOperation.ListEntraAssignments, ApiFeatures.EntraAssignments)),
            ("PATCH", new(AcsOperation.UpdateEntraAssignments, ApiFeatures.EntraAssignments)),
        ]),
        ["assignments", { Length: > 0 } id] => Match(method,
        [
            ("GET", new(AcsOperation.GetEntraAssignment, ApiFeatures.EntraAssignments, id)),
            ("PUT", new(AcsOperation.PutEntraAssignment, ApiFeatures.EntraAssignments, id)),
            ("DELETE", new(AcsOperation.DeleteEntraAssignment, ApiFeatures.EntraAssignments, id)),
        ]),
        _ => new Route(AcsOperation.Unknown),
    };

    private static Route Match(string method, (string Method, Route Route)[] choices)
    {
        foreach (var choice in choices)
        {
            if (choice.Method == method)
            {
                return choice.Route;
            }
        }

        return new Route(AcsOperation.Unknown, Allow: string.Join(", ", choices.Select(choice => choice.Method)));
    }
}
