namespace AcsFunctions.Worker.Callers;

/// <summary>How claims become a caller.</summary>
/// <param name="Alias">Begins every user id.</param>
/// <param name="UserIdClaims">Each must be there exactly once.</param>
/// <param name="RequiredScope">What makes the bearer a user; null asks for none.</param>
/// <param name="AdminRole">What makes the bearer an admin; null makes nobody one.</param>
/// <param name="RequireAuthTime">Whether a user's credential must say when the user signed in.</param>
internal sealed record ClaimMapping(string Alias, IReadOnlyList<string> UserIdClaims, string? RequiredScope, string? AdminRole, bool RequireAuthTime);
