using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Telemetry;
using Microsoft.Extensions.Options;

namespace AcsFunctions.ExchangeTeamsToken;

/// <summary>Exchanges a Teams user's Entra token for an ACS token. The Teams user is no identity of ours: nothing is stored.</summary>
public sealed class ExchangeTeamsTokenOperation(IdentityRegistry registry, IAcsIdentities acs, IOptions<TeamsOptions> options, OperationTelemetry telemetry)
{
    private readonly Guid? clientId = options.Value.ClientId;

    public Task<Result<AcsToken, Refusal>> ExecuteAsync(UserId userId, Session session, ExchangeTeamsTokenRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return telemetry.ObserveAsync("exchange_teams_token", userId, token => ExchangeAsync(userId, session, request, token), cancellationToken);
    }

    private async Task<Result<AcsToken, Refusal>> ExchangeAsync(UserId userId, Session session, ExchangeTeamsTokenRequest request, CancellationToken cancellationToken)
    {
        if (clientId is not { } client)
        {
            return new Refusal(RefusalReason.TeamsNotConfigured);
        }

        if (await registry.AdmitAsync(userId, session, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (!Guid.TryParse(request.UserObjectId, out var objectId))
        {
            return new Refusal(RefusalReason.TeamsUserUnknown);
        }

        var exchanged = await acs.ExchangeTeamsTokenAsync(request.TeamsUserAadToken, client.ToString(), objectId.ToString(), cancellationToken);
        if (exchanged.IsRefused)
        {
            return exchanged.Refusal.ToRefusal();
        }

        telemetry.Meter.TokenIssued("teams", TokenSource.Acs);
        return exchanged.Value;
    }
}
