namespace AcsFunctions.Soak.Actors;

/// <summary>A revoke or delete that was answered 204.</summary>
/// <param name="User">Whose.</param>
/// <param name="Began">When it was sent.</param>
/// <param name="IsDelete">Which of the two.</param>
/// <param name="Session">The access token that asked for it, ended by it; null where a back-end did.</param>
internal sealed record ConfirmedEnd(string User, long Began, bool IsDelete, string? Session);
