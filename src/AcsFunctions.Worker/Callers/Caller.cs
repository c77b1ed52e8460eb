using AcsFunctions.Identities;

namespace AcsFunctions.Worker.Callers;

/// <summary>Who is calling, as proved by a bearer token or vouched for by the platform.</summary>
/// <param name="UserId"><c>&lt;alias&gt;|&lt;claims&gt;</c>.</param>
/// <param name="Session">The credential's age, against which the user's sessions can be ended.</param>
/// <param name="NotUser">Why it may not act for itself: it lacks the scope, or was issued to an app. Null where it may.</param>
/// <param name="NotAdmin">Why it may not act for others: it lacks the role, or has it without the scope and is not known to be an app's. Null where it may.</param>
/// <param name="EntraObjectId">The claim <c>oid</c>, where there is one.</param>
public sealed record Caller(UserId UserId, Session Session, CallerRefusal? NotUser, CallerRefusal? NotAdmin, string? EntraObjectId);
