namespace AcsFunctions.Client.Wire;

internal sealed record ProblemBody(string? Code, string? Title, string? Detail, string? TraceId);
