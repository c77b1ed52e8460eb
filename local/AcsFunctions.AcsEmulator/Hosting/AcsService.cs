using AcsFunctions.AcsEmulator.Authentication;
using AcsFunctions.AcsEmulator.Operations;
using AcsFunctions.AcsEmulator.Protocol;
using AcsFunctions.AcsEmulator.Quotas;

namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>Answers requests, in the service's order: who asks, which version, how often, and only then what.</summary>
internal sealed class AcsService(Authenticator authenticator, QuotaLedger? quotas, OperationSet operations, UndocumentedAnswers undocumented)
{
    public AcsResponse Answer(AcsRequest request, Route route)
    {
        // The Entra exchanges are called with the user's own token, which the operation reads.
        if (!route.IsEntraExchange && authenticator.Refuse(request) is { } reason)
        {
            return Answers.Error(Answers.Denied, reason: reason);
        }

        if (route.Operation == AcsOperation.Unknown)
        {
            return route.Allow is { } allow
                ? Answers.Error(undocumented.UnknownMethod, reason: $"the path has {allow}") with { Allow = allow }
                : Answers.Error(undocumented.UnknownRoute, reason: "no operation has this path");
        }

        if (RefuseVersion(request, route, out var features) is { } refusal)
        {
            return refusal;
        }

        var createsToken = route.Operation == AcsOperation.CreateIdentity && request.Body.Span.IndexOf("createTokenWithScopes"u8) >= 0;
        if (quotas?.Refuse(route.Operation, createsToken) is { } wait)
        {
            return Answers.Error(undocumented.Throttled, reason: "over the documented quota") with { RetryAfter = wait.RetryAfter };
        }

        var answer = operations.Answer(request, route, features);
        return answer with { SupportedVersions = answer.Succeeded ? ApiVersions.Supporting(route.Needs) : null };
    }

    private AcsResponse? RefuseVersion(AcsRequest request, Route route, out ApiFeatures features)
    {
        features = ApiFeatures.None;
        if (QueryValue.Of(request.Query, "api-version") is not { Length: > 0 } version)
        {
            return Answers.Error(undocumented.MissingApiVersion, reason: "the query has no api-version");
        }

        if (ApiVersions.TryFind(version, out features) && (route.Needs == ApiFeatures.None || (features & route.Needs) != 0))
        {
            return null;
        }

        var shown = version.Length <= 64 ? version : version[..64];
        var error = undocumented.UnsupportedApiVersion;
        var message = error.Message.Replace("{uri}", request.Uri, StringComparison.Ordinal).Replace("{version}", shown, StringComparison.Ordinal);
        return Answers.Error(error with { Message = message }, reason: $"{route.Operation} is not in that api-version") with
        {
            SupportedVersions = ApiVersions.Supporting(route.Needs),
        };
    }
}
