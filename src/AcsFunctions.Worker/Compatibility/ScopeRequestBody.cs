namespace AcsFunctions.Worker.Compatibility;

/// <summary>The body of a drop-in token request: scopes in one text, separated by commas.</summary>
internal sealed record ScopeRequestBody(string? Scope = null);
