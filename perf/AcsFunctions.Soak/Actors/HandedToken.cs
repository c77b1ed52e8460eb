namespace AcsFunctions.Soak.Actors;

/// <summary>A token that a user's session got.</summary>
internal sealed record HandedToken(string User, string Token, long SessionBegan);
