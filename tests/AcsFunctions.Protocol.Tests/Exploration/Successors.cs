using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Exchange;
using AcsFunctions.Protocol.Tests.Operations;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests.Exploration;

/// <summary>All that can happen next in a state.</summary>
internal sealed class Successors(AllWorlds worlds, Steps steps)
{
    private static readonly Reply Throttled = new("throttled", AcsRefusalKind.Throttled);
    private static readonly Reply Denied = new("denied", AcsRefusalKind.Denied);
    private static readonly Reply Conflict = ScriptedStore.Outcome(WriteOutcome.Conflict);

    private readonly List<(State State, Move Move, string? Broken)> found = [];

    /// <param name="state">Where.</param>
    /// <param name="operations">Whose.</param>
    /// <param name="isLenient">With several faults the outcome of an identity's first recording write can stay unknown for good: the documented exception.</param>
    public async ValueTask<IReadOnlyList<(State State, Move Move, string? Broken)>> OfAsync(State state, IReadOnlyList<Operation> operations, bool isLenient)
    {
        found.Clear();
        for (var index = 0; index < worlds[state.World].Late.Count; index++)
        {
            Add(state with { World = await worlds.LandAsync(state.World, index) }, operations, new Move(index, MoveKind.LateEffect));
        }

        for (var index = 0; index < operations.Count; index++)
        {
            if (state[index].IsLive)
            {
                await ActAsync(state, operations, index, isLenient);
            }
        }

        return found;
    }

    private async ValueTask ActAsync(State state, IReadOnlyList<Operation> operations, int index, bool isLenient)
    {
        var world = worlds[state.World];
        var actor = state[index] is { Phase: Phase.NotStarted } beginning
            ? beginning with { Phase = Phase.Running, Seen = Observer.AtBeginning(operations[index], world) }
            : state[index];
        var step = steps[actor.Step];
        if (state.Faults > 0)
        {
            Crash(state, world);
        }

        if (step.Outcome is { } outcome)
        {
            var phase = outcome.Kind == OutcomeKind.Refused ? Phase.Refused : Phase.Answered;
            var observed = state.With(index, actor.Ended(phase)) with { World = worlds.Observe(state.World, step) };
            Add(observed, operations, new(index, MoveKind.Answers), Invariants.Broken(outcome, operations[index], actor, world));
            return;
        }

        var ask = step.Ask!;
        var (after, reply) = await worlds.CarryOutAsync(state.World, step);
        var created = ask.Is(AskTraits.Creates) ? New(after) : default;
        await GoOnAsync(MoveKind.Proceeds, reply, after, created, excused: default, isFault: false);
        if (state.Faults == 0)
        {
            return;
        }

        await GoOnAsync(MoveKind.FailsWithoutEffect, Reply.None, state.World, default, Unsettled(world));
        if (!ask.Is(AskTraits.Read) && after != state.World)
        {
            await GoOnAsync(MoveKind.LosesTheAnswer, Reply.None, after, default, created | Unsettled(worlds[after]));
            if (ask.Is(AskTraits.Repeatable))
            {
                await GoOnAsync(MoveKind.LosesTheAnswerAndSendsAgain, Reply.NoneYet, after, default, default);
            }
        }

        if (ask.Is(AskTraits.CanBeLate))
        {
            var late = worlds.Delay(state.World, step);
            await GoOnAsync(MoveKind.IsLateAndGivesUp, Reply.None, late, default, Unsettled(world));
            Crash(state with { World = late }, world, MoveKind.CrashesWithTheCallInFlight);
            if (ask.Is(AskTraits.Repeatable))
            {
                await GoOnAsync(MoveKind.IsLateAndSendsAgain, Reply.NoneYet, late, default, default);
            }
        }

        if (ask.Is(AskTraits.Conditional))
        {
            await GoOnAsync(MoveKind.IsRefusedByETag, Conflict, state.World, default, default);
        }

        if (ask.Is(AskTraits.Acs))
        {
            await GoOnAsync(MoveKind.IsThrottled, Throttled, state.World, default, default);
            await GoOnAsync(MoveKind.IsDenied, Denied, state.World, default, default);
        }

        async ValueTask GoOnAsync(MoveKind kind, Reply heard, int next, IdentitySet made, IdentitySet excused, bool isFault = true)
        {
            var going = actor with { Step = (await steps.AfterAsync(step, heard)).Id, Created = actor.Created | made };
            Add(
                state.With(index, going) with { World = next, Faults = state.Faults - (isFault ? 1 : 0), Excused = state.Excused | excused },
                operations,
                new(index, kind));
        }

        void Crash(State at, World known, MoveKind kind = MoveKind.Crashes) => Add(
            at.With(index, actor.Ended(Phase.Crashed)) with { Faults = state.Faults - 1, Excused = state.Excused | (actor.Created - known.Recorded) },
            operations,
            new(index, kind));

        IdentitySet Unsettled(World known) => isLenient ? actor.Created - known.Recorded : default;
    }

    // Every identity that is mapped at some instant counts for those who wait.
    private void Add(State state, IReadOnlyList<Operation> operations, Move move, string? broken = null)
    {
        for (var index = 0; index < operations.Count; index++)
        {
            if (state[index] is { Phase: Phase.Running } actor && operations[index].AnswersIdentity)
            {
                state = state.With(index, actor with { Seen = actor.Seen | operations[index].Answers(worlds[state.World].Upstream) });
            }
        }

        found.Add((state, move, broken));
    }

    private IdentitySet New(int world) => IdentitySet.Of(worlds[world].Upstream.Identities[^1].CommunicationUserId);
}
