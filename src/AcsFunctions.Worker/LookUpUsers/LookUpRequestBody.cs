namespace AcsFunctions.Worker.LookUpUsers;

/// <summary>The body of a look-up.</summary>
internal sealed record LookUpRequestBody(IReadOnlyList<string?>? UserIds = null, bool Create = false);
