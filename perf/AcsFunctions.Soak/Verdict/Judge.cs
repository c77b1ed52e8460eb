using AcsFunctions.Soak.Actors;
using Azure.Data.Tables;

namespace AcsFunctions.Soak.Verdict;

/// <summary>Holds what ACS and the table look like in the end against what users were promised. The numbers are those of docs/identity-protocol.md.</summary>
internal sealed class Judge(SoakStack stack, History history, CreateLedger creates)
{
    private readonly List<string> broken = [];

    /// <summary>Identities at ACS that no row names, by how that came.</summary>
    public IReadOnlyDictionary<Loss, int> Lost { get; private set; } = new Dictionary<Loss, int>();

    public IReadOnlyList<string> Broken => broken;

    public async Task JudgeAsync(CancellationToken cancellationToken)
    {
        var rows = await stack.Table.QueryAsync<TableEntity>("PartitionKey ne 'clean-up' and PartitionKey ne 'quota'", cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        var alive = Alive();
        var mapped = rows.Where(row => row.RowKey.StartsWith("user-", StringComparison.Ordinal) && row.ContainsKey("CommunicationUserId"))
            .Select(row => row.GetString("CommunicationUserId"))
            .ToArray();

        foreach (var shared in history.Identities.GroupBy(answered => answered.Identity).Where(group => group.Select(answered => answered.User).Distinct().Count() > 1))
        {
            broken.Add($"1: {shared.Key} was answered to two users");
        }

        var lost = alive.Except(mapped).ToArray();
        Lost = lost.CountBy(creates.LossOf).ToDictionary();
        Must(!Lost.ContainsKey(Loss.Forgotten), $"2: {Lost.GetValueOrDefault(Loss.Forgotten)} identities were recorded, and are alive without a row");
        Must(!Lost.ContainsKey(Loss.NeverRecorded), $"2: {Lost.GetValueOrDefault(Loss.NeverRecorded)} identities were recorded nowhere by operations that came to their end");
        var unanswered = creates.Asked - creates.Answered;
        Must(Lost.GetValueOrDefault(Loss.AnswerLost) <= unanswered, $"2: {Lost.GetValueOrDefault(Loss.AnswerLost)} identities come from {unanswered} creates without an answer");
        Must(mapped.Distinct().Count() == mapped.Length, "2: an identity is mapped twice");
        Must(mapped.All(alive.Contains), "2: a mapped identity is gone at ACS");
        Must(!rows.Any(row => row.RowKey.StartsWith('r')), "2: a promise was left after the clean-up");
        Must(!lost.Any(history.Identities.Select(answered => answered.Identity).Contains), "2: an identity that was answered to a user leaked");

        JudgeEnds("after the clean-up");
        Must(!rows.SelectMany(row => row.Select(column => column.Value)).OfType<string>().Any(value => value.Contains("eyJ", StringComparison.Ordinal)), "6: a token is stored");
    }

    /// <summary>Promises 3 and 4, which hold from the 204 on: no clean-up is owed for them, and one would hide a 204 that came too early.</summary>
    public void JudgeEnds(string when)
    {
        var alive = Alive();
        var lastEnd = history.Ends.GroupBy(end => end.User).ToDictionary(group => group.Key, group => group.Max(end => end.Began));
        Must(
            !history.Tokens.Any(token => lastEnd.TryGetValue(token.User, out var end) && end > token.SessionBegan && stack.Acs.Inspection.Validate(token.Token).Valid),
            $"3: a token outlived the revoke of its session, {when}");

        var lastDelete = history.Ends.Where(end => end.IsDelete).GroupBy(end => end.User).ToDictionary(group => group.Key, group => group.Max(end => end.Began));
        Must(
            !history.Identities.Any(answered => lastDelete.TryGetValue(answered.User, out var delete) && delete > answered.AnsweredAt && alive.Contains(answered.Identity)),
            $"4: an identity outlived the delete of its user, {when}");
    }

    public void Must(bool holds, string otherwise)
    {
        if (!holds)
        {
            broken.Add(otherwise);
        }
    }

    private HashSet<string> Alive() => stack.Acs.Inspection.Identities.Select(identity => identity.Id).ToHashSet(StringComparer.Ordinal);
}
