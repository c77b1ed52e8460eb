using AcsFunctions.AcsEmulator.Protocol;
using AcsFunctions.AcsEmulator.Tokens;

namespace AcsFunctions.AcsEmulator.Operations;

internal sealed class IssueAccessToken(Ownership ownership, TokenMint mint, UndocumentedAnswers undocumented)
{
    private static readonly IssueTokenBody Nothing = new(null, null);

    public AcsAnswer Answer(AcsRequest request, string id, ApiFeatures version)
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

        return TokenRequest.RefuseScopes(scopes, "scopes", undocumented)
            ?? TokenRequest.RefuseExpiry(body.ExpiresInMinutes, version)
            ?? (mint.Issue(entry, TokenRequest.Distinct(scopes), TokenRequest.Lifetime(body.ExpiresInMinutes, version)) is { } token
                ? Answers.Json(200, token, AcsJson.Wire.AccessTokenBody)
                : ownership.NotFound());
    }
}
