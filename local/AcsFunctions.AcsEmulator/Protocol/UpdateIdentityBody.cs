namespace AcsFunctions.AcsEmulator.Protocol;

/// <summary>The merge patch of the administration preview.</summary>
internal sealed record UpdateIdentityBody(DateTimeOffset? TokensValidFrom);
