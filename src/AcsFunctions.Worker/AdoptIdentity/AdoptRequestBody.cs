namespace AcsFunctions.Worker.AdoptIdentity;

/// <summary>The body of a request for an identity. Without one, or without anything in it, the identity is a new one.</summary>
internal sealed record AdoptRequestBody(string? CommunicationUserId = null, bool? Verify = null);
