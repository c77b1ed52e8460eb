namespace AcsFunctions.Worker.CleanUpStaleIdentities;

/// <summary>The body of a request for a clean-up; it may be left out.</summary>
internal sealed record CleanUpRequestBody(bool DryRun = false);
