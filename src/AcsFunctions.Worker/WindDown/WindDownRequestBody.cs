namespace AcsFunctions.Worker.WindDown;

/// <summary>The body of a request for a wind-down. Whoever means it names the table.</summary>
internal sealed record WindDownRequestBody(string? Confirm = null, bool DryRun = false);
