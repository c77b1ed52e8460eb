namespace AcsFunctions.Soak.Actors;

/// <summary>A token that a user's session got.</summary>
internal sealed record ReturnedToken(string User, string Token, long SessionBegan);
