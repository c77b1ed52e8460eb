using AcsFunctions.Protocol.Tests.Operations;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests.Exploration;

/// <summary>
/// What must hold when all operations are over, for better or worse: nothing is lost, and after those that failed were tried again and
/// a clean-up ran, everything pending is done and the user can go on.
/// </summary>
internal sealed class Recovery(AllWorlds worlds, Steps steps)
{
    private static readonly Operation[] CleanUp = [Operations.Operations.FinishPending, Operations.Operations.UnmapStale, Operations.Operations.DropFences];

    private readonly Dictionary<(Start Start, int World, IdentitySet Excused, string Retries), string?> known = [];

    /// <summary>The first invariant that is broken, or null.</summary>
    public async ValueTask<string?> CheckAsync(Start start, int world, IdentitySet excused, IReadOnlyList<Operation> retries)
    {
        var key = (start, world, excused, string.Join(',', retries.Select(operation => operation.Name)));
        if (!known.TryGetValue(key, out var broken))
        {
            known[key] = broken = await RecoverAsync(start, world, excused, retries);
        }

        return broken;
    }

    private async Task<string?> RecoverAsync(Start start, int world, IdentitySet excused, IReadOnlyList<Operation> retries)
    {
        if (!Invariants.Unknown(worlds[world], excused).IsEmpty)
        {
            return Invariants.Lost;
        }

        foreach (var operation in retries.Concat(CleanUpOf(start)))
        {
            (world, var outcome, var broken) = await RunAsync(world, operation);
            if (broken is not null)
            {
                return broken;
            }
        }

        return Invariants.HasPending(worlds[world]) ? Invariants.PendingRemains
            : Invariants.HoldsOldToken(worlds[world]) ? Invariants.OldTokenOutlivesCleanUp
            : Starts.IsDirectory(start) && !worlds[world].Upstream.IsIndexed ? Invariants.NotIndexed
            : Starts.IsDirectory(start) && worlds[world].Upstream.HasStrayIndexRow ? Invariants.StrayIndexRow
            : start is Start.Guest or Start.Uninvited ? (worlds[world].Upstream.Mapped | (worlds[world].Upstream.Alive - excused)).IsEmpty ? null : Invariants.GuestOutlives
            : !worlds[world].Upstream.ImportedDead.IsEmpty ? null
            : await GoOnAsync(world, excused);
    }

    private static Operation[] CleanUpOf(Start start) => Starts.IsDirectory(start) ? [Operations.DirectoryOperations.ExpireGuests, .. CleanUp, Operations.DirectoryOperations.Walk] : CleanUp;

    private async Task<string?> GoOnAsync(int world, IdentitySet excused)
    {
        if (worlds[world].Callers.SessionsEndedOn is { } ended && ended > Timeline.Afterwards - Operations.Operations.Options.MaxCredentialAge)
        {
            var before = ended.AddSeconds(-1);
            var (_, refused, _) = await RunAsync(world, Operations.Operations.Issuing($"issue to a session of {before:O}", Timeline.Afterwards, before));
            if (refused.Kind != OutcomeKind.SessionEnded)
            {
                return Invariants.EndedSessionIsAdmitted;
            }
        }

        (world, var fresh, var broken) = await RunAsync(world, Operations.Operations.IssueAfterwards);
        if (fresh.Kind != OutcomeKind.Token || !worlds[world].IsValid(new ReturnedToken(fresh.Token!, null, IsRecent: true)))
        {
            return broken ?? Invariants.UserIsStuck;
        }

        (world, var deleted, broken) = await RunAsync(world, Operations.Operations.DeleteAfterwards);
        return broken
            ?? (deleted.Kind != OutcomeKind.Deleted || !(worlds[world].Upstream.Alive - excused - worlds[world].Upstream.MappedOf(Operations.Operations.OtherKey)).IsEmpty ? Invariants.SurvivesDelete
            : worlds[world].Upstream.User is { UserId: not null } ? Invariants.NamesTheUser
            : null);
    }

    /// <summary>An operation with nobody in its way.</summary>
    private async Task<(int World, Outcome Outcome, string? Broken)> RunAsync(int world, Operation operation)
    {
        var actor = new Actor(steps.First(operation), Phase.Running, default, Observer.AtBeginning(operation, worlds[world]));
        var step = await steps.FindAsync(actor.Step);
        while (step.Outcome is null)
        {
            (world, var reply) = await worlds.CarryOutAsync(world, step.Ask!);
            actor = actor with { Seen = operation.AnswersIdentity ? actor.Seen | operation.Answers(worlds[world].Upstream) : actor.Seen };
            step = await steps.FindAsync(steps.After(step, reply));
        }

        var broken = Invariants.Broken(step.Outcome, operation, actor, worlds[world]);
        world = worlds.Observe(world, step);
        return (world, step.Outcome, broken ?? worlds.Broken(world));
    }
}
