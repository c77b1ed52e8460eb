using System.Net;

namespace AcsFunctions.Soak;

/// <summary>What a route of operators answered; without an id where it answered no job.</summary>
internal sealed record JobAnswer(HttpStatusCode HttpStatus, string? Id, string Status);
