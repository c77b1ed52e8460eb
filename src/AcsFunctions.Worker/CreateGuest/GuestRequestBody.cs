namespace AcsFunctions.Worker.CreateGuest;

/// <summary>The body of a request for a guest; its fields, and the body itself, may be left out.</summary>
internal sealed record GuestRequestBody(IReadOnlyList<string>? Scopes = null, int? ExpiresInMinutes = null, int? DeleteAfterMinutes = null);
