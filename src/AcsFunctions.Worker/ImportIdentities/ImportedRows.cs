using AcsFunctions.Identities;
using AcsFunctions.Worker.Http;

namespace AcsFunctions.Worker.ImportIdentities;

/// <summary>Fills in what a map of another origin does not say, and refuses users whom nobody who signs in could be.</summary>
public sealed class ImportedRows(BackEndUserIds userIds, TimeProvider clock)
{
    // What storage takes for an instant begins in 1601; what anybody can have written down begins later.
    private static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;

    internal Result<ExportedIdentity, Problem> Read(ImportedIdentityBody? row)
    {
        if (row is null)
        {
            return Invalid("The row is null.");
        }

        var hash = row.UserHash;
        if (row.UserId is not null)
        {
            var user = userIds.Parse(row.UserId);
            if (user.IsRefused)
            {
                return user.Refusal;
            }

            hash ??= UserKey.Of(user.Value).Hash;
        }

        if (hash is null)
        {
            return Invalid("userId and userHash are missing.");
        }

        DateTimeOffset?[] instants = [row.CreatedOn, row.LastTokenOn, row.RetiredOn, row.TokensValidFrom, row.DeleteOn];
        if (instants.Any(instant => instant < Earliest))
        {
            return Invalid("An instant is before 1970.");
        }

        var isMapped = row is { CommunicationUserId: not null, Retired: false };
        var now = clock.GetUtcNow();
        return new ExportedIdentity(
            CommunicationUserIdText.TryParse(row.CommunicationUserId, out var identity) ? identity : row.CommunicationUserId,
            hash,
            row.UserId,
            row.Retired,
            isMapped ? row.CreatedOn ?? row.LastTokenOn ?? now : row.CreatedOn,
            // Unknown is not long ago: the clean-up would delete it.
            isMapped ? row.LastTokenOn ?? Later(row.CreatedOn, now) : row.LastTokenOn,
            row.RetiredOn,
            row.TokensValidFrom,
            row.DeleteOn);
    }

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;

    private static Problem Invalid(string detail) => Problem.Of(new Refusal(RefusalReason.InvalidImport, detail));
}
