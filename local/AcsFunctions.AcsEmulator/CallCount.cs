namespace AcsFunctions.AcsEmulator;

/// <summary>How often an operation was called, and how often it answered with success. A dropped answer counts by what was decided.</summary>
public sealed record CallCount(long Calls, long Succeeded);
