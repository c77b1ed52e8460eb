namespace AcsFunctions.Local.Playground;

/// <summary>The access token of the user who signed in.</summary>
internal sealed record SignedInBody(string AccessToken);
