namespace AcsFunctions.Client.Wire;

internal sealed record GuestRequestBody(IReadOnlyList<string>? Scopes, int? ExpiresInMinutes, int? DeleteAfterMinutes);
