using System.Text.Json;
using AcsFunctions.Identities;
using AcsFunctions.Worker.Http;

namespace AcsFunctions.Worker.ImportIdentities;

/// <summary>Fills in what a map of another origin does not say, and refuses users whom nobody who signs in could be.</summary>
public sealed class ImportedRows(BackEndUserIds userIds, TimeProvider clock)
{
    // What storage takes for an instant begins in 1601; what anybody can have written down begins later.
    private static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;

    // What has happened lies in the past, by a clock that may differ from ours. A user whose sessions were ended in a year to come could not sign in until then.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(1);

    internal Result<ExportedIdentity, Problem> Read(JsonElement row)
    {
        try
        {
            return row.Deserialize(ImportIdentitiesJson.Default.ImportedIdentityBody) is { } body ? Read(body) : Invalid("The row is null.");
        }
        catch (JsonException exception)
        {
            // Its message may quote the row, and the name of an unknown field may be anything, too.
            var field = ImportIdentitiesJson.Default.ImportedIdentityBody.Properties.FirstOrDefault(property => exception.Path == "$." + property.Name);
            return Invalid(field is null ? "The row is no object, or has a field that is unknown." : $"{field.Name} is of the wrong type.");
        }
    }

    private Result<ExportedIdentity, Problem> Read(ImportedIdentityBody row)
    {
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

        var now = clock.GetUtcNow();
        DateTimeOffset?[] past = [row.CreatedOn, row.LastTokenOn, row.RetiredOn, row.TokensValidFrom];
        if (past.Append(row.DeleteOn).Any(instant => instant < Earliest || instant >= StoredRow.LatestInstant))
        {
            return Invalid("An instant is before the year 1970 or after 8999.");
        }

        if (past.Any(instant => instant > now + ClockTolerance))
        {
            return Invalid("An instant other than deleteOn is in the future.");
        }

        var isMapped = row is { CommunicationUserId: not null, Retired: false };
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
