namespace AcsFunctions.Worker.Http;

/// <summary>RFC 9457 on the wire.</summary>
internal sealed record ProblemBody(string Type, string Title, int Status, string? Detail, string Code, string TraceId);
