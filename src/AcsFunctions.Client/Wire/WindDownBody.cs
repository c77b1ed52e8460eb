namespace AcsFunctions.Client.Wire;

internal sealed record WindDownBody(string? Confirm, bool DryRun);
