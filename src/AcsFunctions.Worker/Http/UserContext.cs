using AcsFunctions.Identities;

namespace AcsFunctions.Worker.Http;

/// <summary>The user that a request acts on, and the session that acts.</summary>
/// <param name="UserId">On self routes always the caller's own.</param>
/// <param name="Session">The caller's own on self routes; trusted on back-end routes.</param>
/// <param name="IsSelf">Whether the caller acts for itself.</param>
/// <param name="EntraObjectId">The caller's, on self routes.</param>
public sealed record UserContext(UserId UserId, Session Session, bool IsSelf, string? EntraObjectId);
