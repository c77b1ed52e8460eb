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
    /// <param name="isLenient">With several faults the outcome of an identity's first recording write can stay unknown for good: the documented exception.</param>
    public async ValueTask<List<(State State, Move Move, string? Broken)>> OfAsync(State state, bool isLenient)
    {
        found.Clear();
        for (var index = 0; index < worlds[state.World].Callers.Late.Count; index++)
        {
            Add(state, state with { World = await worlds.LandAsync(state.World, index) }, new Move(index, MoveKind.LateEffect));
        }

        for (var index = 0; index < State.Actors; index++)
        {
            if (state[index].IsLive)
            {
                var step = await steps.FindAsync(state[index].Step);
                Act(state, index, step, step.Ask is { } ask ? await worlds.CarryOutAsync(state.World, ask) : default, isLenient);
            }
        }

        return found;
    }

    private void Act(State state, int index, Step step, (int World, Reply Reply) effect, bool isLenient)
    {
        var world = worlds[state.World];
        var actor = state[index] is { Phase: Phase.NotStarted } beginning
            ? beginning with { Phase = Phase.Running, Seen = Observer.AtBeginning(step.Operation, world) }
            : state[index];
        if (state.Faults > 0)
        {
            Crash(state, world);
        }

        if (step.Outcome is { } outcome)
        {
            var phase = outcome.Kind == OutcomeKind.Refused ? Phase.Refused : Phase.Answered;
            var observed = state.With(index, actor.Ended(phase)) with { World = worlds.Observe(state.World, step) };
            Add(state, observed, new(index, MoveKind.Answers), Invariants.Broken(outcome, step.Operation, actor, world));
            return;
        }

        var ask = step.Ask!;
        var (after, reply) = effect;
        var created = ask.Is(AskTraits.Creates) ? New(after) : default;
        GoOn(MoveKind.Proceeds, reply, after, created, excused: default, isFault: false);
        if (state.Faults == 0)
        {
            return;
        }

        GoOn(MoveKind.FailsWithoutEffect, Reply.None, state.World, default, Unsettled(world));
        if (!ask.Is(AskTraits.Read) && after != state.World)
        {
            GoOn(MoveKind.LosesTheAnswer, Reply.None, after, default, created | Unsettled(worlds[after]));
            if (ask.Is(AskTraits.Repeatable))
            {
                GoOn(MoveKind.LosesTheAnswerAndSendsAgain, Reply.NoneYet, after, default, default);
            }
        }

        if (ask.Is(AskTraits.CanBeLate))
        {
            var late = worlds.Delay(state.World, ask);
            GoOn(MoveKind.IsLateAndGivesUp, Reply.None, late, default, Unsettled(world));
            Crash(state with { World = late }, world, MoveKind.CrashesWithTheCallInFlight);
            if (ask.Is(AskTraits.Repeatable))
            {
                GoOn(MoveKind.IsLateAndSendsAgain, Reply.NoneYet, late, default, default);
            }
        }

        if (ask.Is(AskTraits.Conditional))
        {
            GoOn(MoveKind.IsRefusedByETag, Conflict, state.World, default, default);
        }

        if (ask.Is(AskTraits.Acs))
        {
            GoOn(MoveKind.IsThrottled, Throttled, state.World, default, default);
            GoOn(MoveKind.IsDenied, Denied, state.World, default, default);
        }

        void GoOn(MoveKind kind, Reply heard, int next, IdentitySet made, IdentitySet excused, bool isFault = true)
        {
            var going = actor with { Step = steps.After(step, heard), Created = actor.Created | made };
            Add(
                state,
                state.With(index, going) with { World = next, Faults = state.Faults - (isFault ? 1 : 0), Excused = state.Excused | excused },
                new(index, kind));
        }

        void Crash(State at, World known, MoveKind kind = MoveKind.Crashes) => Add(
            state,
            at.With(index, actor.Ended(Phase.Crashed)) with { Faults = state.Faults - 1, Excused = state.Excused | (actor.Created - known.Recorded) },
            new(index, kind));

        IdentitySet Unsettled(World known) => isLenient ? actor.Created - known.Recorded : default;
    }

    // Every identity that is mapped at some instant counts for those who wait.
    private void Add(State before, State after, Move move, string? broken = null)
    {
        if (after.World != before.World)
        {
            for (var index = 0; index < State.Actors; index++)
            {
                if (after[index] is { Phase: Phase.Running } actor && steps[actor.Step].Operation is { AnswersIdentity: true } operation)
                {
                    after = after.With(index, actor with { Seen = actor.Seen | operation.Answers(worlds[after.World].Upstream) });
                }
            }
        }

        found.Add((after, move, broken));
    }

    private IdentitySet New(int world) => IdentitySet.Of(worlds[world].Upstream.Identities[^1].CommunicationUserId);
}
