using AcsFunctions.Identities;

namespace AcsFunctions.Worker.Callers;

/// <summary>Who is calling, as proved by a bearer token or vouched for by the platform.</summary>
/// <param name="UserId"><c>&lt;alias&gt;|&lt;claims&gt;</c>.</param>
/// <param name="Session">The credential's age, against which the user's sessions can be ended.</param>
/// <param name="IsUser">Whether the credential was issued to a user, with the required scope; an app's own was not.</param>
/// <param name="IsAdmin">Whether it carries the configured admin role.</param>
/// <param name="EntraObjectId">The claim <c>oid</c>, where there is one.</param>
public sealed record Caller(UserId UserId, Session Session, bool IsUser, bool IsAdmin, string? EntraObjectId);
