using Azure;
using Azure.Data.Tables.Models;

namespace AcsFunctions.Identities;

/// <summary>What the table service's refusals mean.</summary>
internal static class TableAnswer
{
    private static readonly TableErrorCode[] RowIsAbsent = [TableErrorCode.ResourceNotFound, TableErrorCode.EntityNotFound];

    // The same statuses also stand for a missing table or one that is being deleted, which says nothing about the row.
    public static bool IsConditionFailure(RequestFailedException exception) =>
        (exception.Status, exception.ErrorCode) switch
        {
            (412, _) => true,
            (409, var code) => code == TableErrorCode.EntityAlreadyExists,
            (404, _) => IsAbsence(exception),
            _ => false,
        };

    public static bool IsAbsence(RequestFailedException exception) =>
        exception.Status == 404 && RowIsAbsent.Any(absent => exception.ErrorCode == absent);

    public static bool NamesAbsence(string answer) =>
        RowIsAbsent.Any(code => answer.Contains(code.ToString(), StringComparison.Ordinal));

    public static IdentityStoreException Malformed(Exception exception) =>
        new("A row of the identity table is not one that this service writes.", exception) { IsRowMalformed = true };

    public static IdentityStoreException Unreadable(Exception exception) => new("The identity table could not be read.", exception);
}
