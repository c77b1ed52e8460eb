namespace AcsFunctions.Client.Wire;

internal sealed record CleanUpBody(bool DryRun);
