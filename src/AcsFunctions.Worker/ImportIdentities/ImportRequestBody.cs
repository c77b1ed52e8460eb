namespace AcsFunctions.Worker.ImportIdentities;

/// <summary>The body of an import: a page as the export gives it. What its <c>after</c> says is for the export alone.</summary>
internal sealed record ImportRequestBody(IReadOnlyList<ImportedIdentityBody?>? Identities = null, string? After = null);
