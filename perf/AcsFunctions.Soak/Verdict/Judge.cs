using AcsFunctions.Soak.Actors;
using Azure.Data.Tables;

namespace AcsFunctions.Soak.Verdict;

/// <summary>Holds what ACS and the table look like in the end against what users were promised. The numbers are those of docs/identity-protocol.md.</summary>
internal sealed class Judge(SoakStack stack, History history)
{
    private readonly List<string> broken = [];

    /// <summary>Identities at ACS that no row names.</summary>
    public int Leaked { get; private set; }

    public IReadOnlyList<string> Broken => broken;

    public async Task JudgeAsync(CancellationToken cancellationToken)
    {
        var rows = await stack.Table.QueryAsync<TableEntity>("PartitionKey ne 'clean-up'", cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        var alive = stack.Acs.Inspection.Identities.Select(identity => identity.Id).ToHashSet(StringComparer.Ordinal);
        var mapped = rows.Where(row => row.RowKey.StartsWith("user-", StringComparison.Ordinal) && row.ContainsKey("CommunicationUserId"))
            .Select(row => row.GetString("CommunicationUserId"))
            .ToArray();

        foreach (var shared in history.Identities.GroupBy(answered => answered.Identity).Where(group => group.Select(answered => answered.User).Distinct().Count() > 1))
        {
            broken.Add($"1: {shared.Key} was answered to two users");
        }

        Leaked = alive.Except(mapped).Count();
        Must(Leaked <= history.LostCreates, $"2: {Leaked} identities leaked, and only {history.LostCreates} calls could");
        Must(mapped.Distinct().Count() == mapped.Length, "2: an identity is mapped twice");
        Must(mapped.All(alive.Contains), "2: a mapped identity is gone at ACS");
        Must(!rows.Any(row => row.RowKey.StartsWith('r')), "2: a promise was left after the clean-up");
        Must(!alive.Except(mapped).Any(history.Identities.Select(answered => answered.Identity).Contains), "2: an identity that was answered to a user leaked");

        var lastEnd = history.Ends.GroupBy(end => end.User).ToDictionary(group => group.Key, group => group.Max(end => end.Began));
        Must(
            !history.Tokens.Any(token => lastEnd.TryGetValue(token.User, out var end) && end > token.SessionBegan && stack.Acs.Inspection.Validate(token.Token).Valid),
            "3: a token outlived the revoke of its session");

        var lastDelete = history.Ends.Where(end => end.IsDelete).GroupBy(end => end.User).ToDictionary(group => group.Key, group => group.Max(end => end.Began));
        Must(
            !history.Identities.Any(answered => lastDelete.TryGetValue(answered.User, out var delete) && delete > answered.AnsweredAt && alive.Contains(answered.Identity)),
            "4: an identity outlived the delete of its user");

        Must(!rows.SelectMany(row => row.Select(column => column.Value)).OfType<string>().Any(value => value.Contains("eyJ", StringComparison.Ordinal)), "6: a token is stored");
    }

    public void Must(bool holds, string otherwise)
    {
        if (!holds)
        {
            broken.Add(otherwise);
        }
    }
}
