namespace AcsFunctions.Client.Wire;

internal sealed record TokenRequestBody(IReadOnlyList<string>? Scopes, int? ExpiresInMinutes);
