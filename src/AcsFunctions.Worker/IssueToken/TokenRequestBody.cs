namespace AcsFunctions.Worker.IssueToken;

/// <summary>The body of a token request; both fields, and the body itself, may be left out.</summary>
internal sealed record TokenRequestBody(IReadOnlyList<string>? Scopes = null, int? ExpiresInMinutes = null);
