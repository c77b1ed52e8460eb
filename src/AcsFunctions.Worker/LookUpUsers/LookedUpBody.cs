namespace AcsFunctions.Worker.LookUpUsers;

/// <summary>What a look-up found, on the wire.</summary>
internal sealed record LookedUpBody(IReadOnlyList<LookedUpUserBody> Users);
