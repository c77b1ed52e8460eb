namespace AcsFunctions.Local.SignIn;

internal sealed record TokenRequest(string User, string? Scope, IReadOnlyCollection<string>? Roles, TimeSpan? Lifetime);
