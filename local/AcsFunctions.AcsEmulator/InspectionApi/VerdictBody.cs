namespace AcsFunctions.AcsEmulator.InspectionApi;

internal sealed record VerdictBody(
    bool Valid, TokenRefusal? Reason, string? Identity, IReadOnlyList<string>? Scopes, DateTimeOffset? IssuedOn, DateTimeOffset? ExpiresOn)
{
    public static VerdictBody Of(TokenVerdict verdict) =>
        new(verdict.Valid, verdict.Refusal, verdict.Identity, verdict.Scopes, verdict.IssuedOn, verdict.ExpiresOn);
}
