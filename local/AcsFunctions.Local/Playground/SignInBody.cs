namespace AcsFunctions.Local.Playground;

/// <summary>Who wants to sign in.</summary>
internal sealed record SignInBody(string? User);
