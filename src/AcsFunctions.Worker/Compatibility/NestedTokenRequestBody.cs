namespace AcsFunctions.Worker.Compatibility;

/// <summary>The body of the web calling tutorial's request.</summary>
internal sealed record NestedTokenRequestBody(string? CommunicationUserId = null, bool? IsJoinOnlyToken = null);
