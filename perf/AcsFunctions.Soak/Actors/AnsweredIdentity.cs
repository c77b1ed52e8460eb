namespace AcsFunctions.Soak.Actors;

/// <summary>An identity that a user was told is theirs.</summary>
internal sealed record AnsweredIdentity(string User, string Identity, long AnsweredAt);
