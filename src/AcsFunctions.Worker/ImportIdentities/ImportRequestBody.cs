using System.Text.Json;

namespace AcsFunctions.Worker.ImportIdentities;

/// <summary>The body of an import: a page as the export gives it. What its <c>after</c> says is for the export alone.</summary>
/// <param name="Identities">Each is read by itself, as <see cref="ImportedIdentityBody"/>: one that is not right does not hold up the others.</param>
/// <param name="After">Says nothing here.</param>
internal sealed record ImportRequestBody(IReadOnlyList<JsonElement>? Identities = null, string? After = null);
