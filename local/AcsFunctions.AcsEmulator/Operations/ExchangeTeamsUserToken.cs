using AcsFunctions.AcsEmulator.Protocol;
using AcsFunctions.AcsEmulator.Tokens;

namespace AcsFunctions.AcsEmulator.Operations;

/// <summary>Trades a Teams user's Entra token for an ACS token that lives as long.</summary>
internal sealed class ExchangeTeamsUserToken(TokenMint mint, TimeProvider clock, UndocumentedAnswers undocumented)
{
    private static readonly TeamsExchangeBody Nothing = new(null, null, null);

    public AcsResponse Answer(AcsRequest request, ApiFeatures version)
    {
        if (!RequestBody.TryRead(request, AcsJson.Wire.TeamsExchangeBody, Nothing, out var body))
        {
            return Answers.Error(undocumented.MalformedBody);
        }

        if (version.HasFlag(ApiFeatures.TeamsExchange) && RefuseFields(body) is { } refusal)
        {
            return refusal;
        }

        if (EntraClaims.ReadLive(body.Token, clock.GetUtcNow()) is not { ExpiresOn: { } expiresOn } entra)
        {
            return Answers.Error(Answers.InvalidAccessToken);
        }

        return (version.HasFlag(ApiFeatures.TeamsExchange) ? RefuseStranger(body, entra) : null)
            ?? Answers.Json(200, mint.IssueExternal($"8:orgid:{entra.Oid}", entra.Tid, ["voip", "chat"], expiresOn), AcsJson.Wire.AccessTokenBody);
    }

    private static AcsResponse? RefuseFields(TeamsExchangeBody body)
    {
        if (string.IsNullOrEmpty(body.AppId))
        {
            return Answers.Required("AppId");
        }

        if (string.IsNullOrEmpty(body.UserId))
        {
            return Answers.Required("UserId");
        }

        if (!Guid.TryParse(body.AppId, out _))
        {
            return Answers.Invalid("Provided AppId has invalid format.", "appId");
        }

        return Guid.TryParse(body.UserId, out _) ? null : Answers.Invalid("Provided UserId has invalid format.", "userId");
    }

    private static AcsResponse? RefuseStranger(TeamsExchangeBody body, EntraClaims entra)
    {
        if (!Same(body.AppId, entra.ClientId))
        {
            return Answers.Invalid("AAD application is not the expected one.", "appId");
        }

        return Same(body.UserId, entra.Oid) ? null : Answers.Invalid("Provided AAD token issued for unexpected user.", "userId");
    }

    private static bool Same(string? asked, string? claimed) =>
        Guid.TryParse(asked, out var left) && Guid.TryParse(claimed, out var right) && left == right;
}
