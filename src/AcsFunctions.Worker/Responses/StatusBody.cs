namespace AcsFunctions.Worker.Responses;

/// <summary>A healthy answer.</summary>
internal sealed record StatusBody(string Status);
