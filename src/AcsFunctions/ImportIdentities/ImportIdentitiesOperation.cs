using AcsFunctions.Identities;
using AcsFunctions.Telemetry;

namespace AcsFunctions.ImportIdentities;

/// <summary>
/// Writes a page of an export into the map. Nothing that is there is written over, sessions that were ended stay ended, and sending a page
/// again does no harm, so that whatever ends an import half-way is answered by sending the page again.
/// </summary>
public sealed class ImportIdentitiesOperation(IdentityRegistry registry, OperationTelemetry telemetry, TimeProvider clock)
{
    /// <summary>As many as a page of an export has.</summary>
    public const int MaxRows = 1000;

    private const int Concurrency = 16;

    // A request ends at 230 s: https://learn.microsoft.com/azure/azure-functions/functions-scale#timeout. What is not begun by then is sent again.
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(120);

    /// <param name="rows">At most <see cref="MaxRows"/>.</param>
    /// <param name="cancellationToken">Ends the call between two rows.</param>
    /// <returns>One for each row, in their order.</returns>
    public Task<Result<IReadOnlyList<ImportedRow>, Refusal>> ExecuteAsync(IReadOnlyList<ExportedIdentity> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return telemetry.ObserveAsync("import_identities", token => ImportAsync(rows, token), cancellationToken);
    }

    private async Task<Result<IReadOnlyList<ImportedRow>, Refusal>> ImportAsync(IReadOnlyList<ExportedIdentity> rows, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var outcomes = new ImportedRow[rows.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, rows.Count, parallel, async (index, token) => outcomes[index] = clock.GetElapsedTime(started) < Time
            ? await ImportAsync(rows[index], token)
            : new ImportedRow(ImportOutcome.Failed, new Refusal(RefusalReason.Contended)));
        return outcomes.FirstOrDefault(row => row.Refusal?.Reason == RefusalReason.IndexIncomplete)?.Refusal is { } incomplete ? incomplete : outcomes;
    }

    private async Task<ImportedRow> ImportAsync(ExportedIdentity exported, CancellationToken cancellationToken)
    {
        if (Fault(exported, out var key) is { } fault)
        {
            return new ImportedRow(ImportOutcome.Invalid, new Refusal(RefusalReason.InvalidImport, fault));
        }

        var imported = exported.IsRetired
            ? await registry.ImportPendingDeletionAsync(key, exported.CommunicationUserId!, exported.RetiredOn!.Value, cancellationToken)
            : await registry.ImportAsync(ToRow(exported, key), cancellationToken);
        return imported switch
        {
            { Refusal: { Reason: RefusalReason.IdentityConflict or RefusalReason.IdentityNotUsable } refusal } => new ImportedRow(ImportOutcome.Conflict, refusal),
            { Refusal: { } refusal } => new ImportedRow(ImportOutcome.Failed, refusal),
            { Value: true } => new ImportedRow(ImportOutcome.Imported),
            _ => new ImportedRow(ImportOutcome.Unchanged),
        };
    }

    private static UserRow ToRow(ExportedIdentity exported, UserKey key) => new()
    {
        Key = key,
        CommunicationUserId = exported.CommunicationUserId,
        CreatedOn = exported.CreatedOn,
        LastTokenOn = exported.LastTokenOn,
        TokensValidFrom = exported.TokensValidFrom,
        DeleteOn = exported.DeleteOn,
        UserId = exported.UserId,
    };

    /// <summary>What is wrong with a row; null if nothing is.</summary>
    private static string? Fault(ExportedIdentity row, out UserKey key)
    {
        if (!UserKey.TryOfHash(row.UserHash, out key))
        {
            return "userHash is not the SHA-256 of a user id.";
        }

        UserId? userId = null;
        if (row.UserId is not null && (!UserId.TryCreate(row.UserId, out userId) || UserKey.Of(userId) != key))
        {
            return "userHash is not that of userId.";
        }

        if (row.CommunicationUserId is null)
        {
            return row.IsRetired ? "A retired identity has no communicationUserId." : row.TokensValidFrom is null ? "The row says nothing." : null;
        }

        if (!CommunicationUserIds.TryParse(row.CommunicationUserId, out var identity) || identity != row.CommunicationUserId)
        {
            return "communicationUserId is not an identity of ACS, such as 8:acs:….";
        }

        return row.IsRetired && row.RetiredOn is null ? "A retired identity has no retiredOn."
            : !row.IsRetired && (row.CreatedOn is null || row.LastTokenOn is null || row.LastTokenOn < row.CreatedOn) ? "createdOn and lastTokenOn are missing, or not in this order."
            : userId is not null && !row.IsRetired && userId.IsGuest != (row.DeleteOn is not null) ? "A guest has a deleteOn, and nobody else has."
            : null;
    }
}
