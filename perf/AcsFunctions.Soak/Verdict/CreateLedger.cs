using AcsFunctions.Soak.Witnesses;

namespace AcsFunctions.Soak.Verdict;

/// <summary>
/// What all workers said about the identities they created, up to their last word: which of them a worker knew, and
/// which it knew to be recorded. An identity that is alive in the end and in no row must be in the documented leak window, each by name.
/// </summary>
internal sealed class CreateLedger
{
    // The log's last resort: an identity that may be recorded nowhere, by name.
    private const string NamedInLog = "[1003]";

    private readonly Lock gate = new();
    private readonly Dictionary<string, string> answered = [];
    private readonly HashSet<string> recorded = [];
    private readonly HashSet<string> ended = [];
    private readonly List<string> named = [];

    /// <summary>Creates that were asked for, answered or not.</summary>
    public int Asked { get; private set; }

    public int Answered => answered.Count;

    /// <summary>What a sabotaged worker left out: identities that lost a race.</summary>
    public int ForgottenLosers { get; private set; }

    /// <summary>And ends of sessions.</summary>
    public int UnendedSessions { get; private set; }

    /// <summary>And deletions at ACS, before a delete was answered.</summary>
    public int EarlyDeletes { get; private set; }

    /// <summary>Takes a line that a worker wrote.</summary>
    public void Read(string line)
    {
        lock (gate)
        {
            if (line.Contains(NamedInLog, StringComparison.Ordinal))
            {
                named.Add(line);
            }

            if (line.StartsWith(Witness.Prefix, StringComparison.Ordinal) && line.EndsWith(Witness.End, StringComparison.Ordinal))
            {
                Note(line[Witness.Prefix.Length..^Witness.End.Length].Split(' '));
            }
        }
    }

    public Loss LossOf(string identity)
    {
        lock (gate)
        {
            return !answered.TryGetValue(identity, out var operation) ? Loss.AnswerLost
                : recorded.Contains(identity) ? Loss.Forgotten
                : named.Exists(line => line.Contains(identity, StringComparison.Ordinal)) ? Loss.NamedInLog
                : ended.Contains(operation) ? Loss.NeverRecorded
                : Loss.Killed;
        }
    }

    private void Note(string[] words)
    {
        switch (words)
        {
            case ["asked", _]:
                Asked++;
                break;
            case ["answered", var operation, var identity]:
                answered.Add(identity, operation);
                break;
            case ["recorded", var identity]:
                recorded.Add(identity);
                break;
            case ["ended", var operation]:
                ended.Add(operation);
                break;
            case ["forgotten-loser"]:
                ForgottenLosers++;
                break;
            case ["unended-session"]:
                UnendedSessions++;
                break;
            case ["early-delete"]:
                EarlyDeletes++;
                break;
        }
    }
}
