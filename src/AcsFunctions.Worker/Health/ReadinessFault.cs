namespace AcsFunctions.Worker.Health;

/// <summary>What stands in the way of a token.</summary>
/// <param name="Name"><c>storage</c>, <c>acs</c> or <c>issuer</c>, or the setting that is wrong.</param>
/// <param name="MayPass">Whether waiting may help. It never does where the configuration is wrong.</param>
public sealed record ReadinessFault(string Name, bool MayPass);
