namespace AcsFunctions.Client.Wire;

internal sealed record LookUpBody(IReadOnlyList<string> UserIds, bool Create);
