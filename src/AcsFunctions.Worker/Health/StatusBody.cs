namespace AcsFunctions.Worker.Health;

/// <summary>A healthy answer.</summary>
internal sealed record StatusBody(string Status);
