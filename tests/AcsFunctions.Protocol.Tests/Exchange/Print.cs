using System.Globalization;
using AcsFunctions.Acs;
using AcsFunctions.Identities;

namespace AcsFunctions.Protocol.Tests.Exchange;

/// <summary>Rows, changes and answers in one line each, with everything that matters.</summary>
internal static class Print
{
    public static string Row(StoredRow? row) => row switch
    {
        null => "no row",
        UserRow user => $"user[{user.ETag}{Set(" is ", user.CommunicationUserId)}{Time(" made ", user.CreatedOn)}{Time(" token ", user.LastTokenOn)}{Time(" ended ", user.TokensValidFrom)}{Time(" fence ", user.FencedOn)}]",
        RetiredRow retired => $"retired[{retired.ETag} {retired.CommunicationUserId} {retired.Reason}{Time(" ", retired.Since)}]",
        _ => $"revoking[{row.ETag} {((UnfinishedRow)row).CommunicationUserId}{Time(" ", ((UnfinishedRow)row).Since)}]",
    };

    public static string Rows(IEnumerable<StoredRow> rows) => string.Join(' ', rows.Select(Row));

    public static string Changes(IEnumerable<RowChange> changes) => string.Join(" + ", changes.Select(change => $"{change.GetType().Name.ToLowerInvariant()} {Row(change.Row)}"));

    public static string Answer<T>(AcsAnswer<T> answer)
        where T : notnull => answer switch
        {
            { Refusal: { } refusal } => refusal.Kind.ToString(),
            { Value: AcsIdentity identity } => $"{identity.CommunicationUserId} {identity.Token?.Value}",
            { Value: AcsToken token } => token.Value,
            _ => "done",
        };

    private static string? Set(string label, string? value) => value is null ? null : label + value;

    private static string? Time(string label, DateTimeOffset? instant) =>
        instant is { } at ? string.Create(CultureInfo.InvariantCulture, $"{label}{(at - Timeline.Now).TotalHours:0.########}h") : null;
}
