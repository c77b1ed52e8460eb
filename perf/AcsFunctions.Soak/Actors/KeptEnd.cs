namespace AcsFunctions.Soak.Actors;

/// <summary>A revoke or delete that was answered 204.</summary>
internal sealed record KeptEnd(string User, long Began, bool IsDelete);
