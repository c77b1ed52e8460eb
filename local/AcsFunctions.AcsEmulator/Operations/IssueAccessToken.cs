using AcsFunctions.AcsEmulator.Protocol;
using AcsFunctions.AcsEmulator.Tokens;

namespace AcsFunctions.AcsEmulator.Operations;

internal sealed class IssueAccessToken(Ownership ownership, TokenMint mint, UndocumentedAnswers undocumented)
{
    private static readonly IssueTokenBody Nothing = new(null, null);

    public AcsResponse Answer(AcsRequest request, string id, ApiFeatures version)
    {
        if (!RequestBody.TryRead(request, AcsJson.Wire.IssueTokenBody, Nothing, out var body))
        {
            return Answers.Error(undocumented.MalformedBody);
        }

        // Model binding first, then the id, then the rules of the business, as their differing targets suggest.
        if (body.Scopes is not { } scopes)
        {
            return Answers.Required("Scopes");
        }

        if (!ownership.TryFind(id, out var entry, out var refusal))
        {
            return refusal;
        }

        if (scopes.Count == 0)
        {
            return Answers.Invalid("Invalid scopes - Scopes field is required.", "scopes");
        }

        var choosesLifetime = version.HasFlag(ApiFeatures.CustomExpiry);
        return TokenRequest.RefuseScopes(scopes, "scopes", version, undocumented)
            ?? TokenRequest.RefuseExpiry(body.ExpiresInMinutes, choosesLifetime)
            ?? (mint.Issue(entry, TokenRequest.Distinct(scopes), TokenRequest.Lifetime(body.ExpiresInMinutes, choosesLifetime)) is { } token
                ? Issued(id, token, version)
                : ownership.NotFound());
    }

    private static AcsResponse Issued(string id, AccessTokenBody token, ApiFeatures version) =>
        version.HasFlag(ApiFeatures.Administration)
            ? Answers.Json(200, new IdentityTokenBody(id, token.Token, token.ExpiresOn), AcsJson.Wire.IdentityTokenBody)
            : Answers.Json(200, token, AcsJson.Wire.AccessTokenBody);
}
