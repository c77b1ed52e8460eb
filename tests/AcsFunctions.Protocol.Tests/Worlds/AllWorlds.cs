using AcsFunctions.Protocol.Tests.Exchange;
using AcsFunctions.Protocol.Tests.Exploration;
using AcsFunctions.Protocol.Tests.Operations;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Protocol.Tests.Worlds;

/// <summary>
/// All worlds met so far, each kept once and numbered, and what each step made of them. There are far more states than worlds, and far
/// more worlds than contents of storage and ACS: what happens to each is found out once.
/// </summary>
internal sealed class AllWorlds
{
    private static readonly FakeTimeProvider AcsClock = new(Timeline.Now);

    private readonly List<(World World, string? Broken)> worlds = [];
    private readonly Dictionary<World, int> numbers = [];
    private readonly Dictionary<string, Upstream> upstreams = [];
    private readonly Dictionary<string, Callers> callers = [];
    private readonly Dictionary<(Upstream Upstream, int Ask), (Upstream Upstream, Reply Reply)> replies = [];
    private readonly Dictionary<(int World, int Ask), (int World, Reply Reply)> effects = [];
    private readonly Dictionary<(int World, int Ask), int> delays = [];
    private readonly Dictionary<(int World, int Step), int> answers = [];
    private readonly Dictionary<(int World, int Late), int> landings = [];

    public World this[int number] => worlds[number].World;

    /// <summary>The invariant that a world breaks, whatever operations run in it; null if none.</summary>
    public string? Broken(int number) => worlds[number].Broken;

    public int Begin(World world) => Add(new(Kept(upstreams, world.Upstream), Kept(callers, world.Callers)));

    /// <summary>The world that a call leads to, and what the operation is answered.</summary>
    public ValueTask<(int World, Reply Reply)> CarryOutAsync(int world, Ask ask) =>
        effects.TryGetValue((world, ask.Number), out var effect) ? new(effect) : new(FindEffectAsync(world, ask));

    /// <summary>A call takes effect later.</summary>
    public int Delay(int world, Ask ask)
    {
        if (!delays.TryGetValue((world, ask.Number), out var delayed))
        {
            var before = this[world];
            delays[(world, ask.Number)] = delayed = Add(before with { Callers = Kept(callers, before.Callers with { Late = [.. before.Callers.Late, ask] }) });
        }

        return delayed;
    }

    /// <summary>One of the calls in flight takes effect.</summary>
    public ValueTask<int> LandAsync(int world, int index) =>
        landings.TryGetValue((world, index), out var landed) ? new(landed) : new(FindLandingAsync(world, index));

    /// <summary>A caller has the answer that a step is.</summary>
    public int Observe(int world, Step step)
    {
        if (!answers.TryGetValue((world, step.Id), out var observed))
        {
            var before = this[world];
            answers[(world, step.Id)] = observed = Add(before with { Callers = Kept(callers, Observer.Observe(step.Operation, step.Outcome!, before.Callers)) });
        }

        return observed;
    }

    private async Task<(int World, Reply Reply)> FindEffectAsync(int world, Ask ask)
    {
        var (after, reply) = await CarryOutAsync(this[world], ask);
        return effects[(world, ask.Number)] = (ask.Is(AskTraits.Read) ? world : Add(after), reply);
    }

    private async Task<int> FindLandingAsync(int world, int index)
    {
        var before = this[world];
        var late = before.Callers.Late;
        var landing = before with { Callers = Kept(callers, before.Callers with { Late = [.. late.Where((_, at) => at != index)] }) };
        var (after, _) = await CarryOutAsync(landing, late[index]);
        return landings[(world, index)] = Add(after);
    }

    private async ValueTask<(World World, Reply Reply)> CarryOutAsync(World before, Ask ask)
    {
        if (!replies.TryGetValue((before.Upstream, ask.Number), out var known))
        {
            var store = new InMemoryIdentityStore(before.Upstream.Rows, before.Upstream.Version);
            var acs = new InMemoryAcs(AcsClock, before.Upstream.Identities);
            var reply = await ask.CarryOut(store, acs);
            // To list the rows takes longest, and ACS changes none.
            var after = ask.Is(AskTraits.Read)
                ? before.Upstream
                : Kept(upstreams, new(ask.Is(AskTraits.Acs) ? before.Upstream.Rows : store.Rows(), store.Version, acs.Identities));
            replies[(before.Upstream, ask.Number)] = known = (after, reply);
        }

        return (before.With(known.Upstream), known.Reply);
    }

    private static T Kept<T>(Dictionary<string, T> all, T one)
        where T : notnull
    {
        var print = one.ToString()!;
        if (!all.TryGetValue(print, out var kept))
        {
            all[print] = kept = one;
        }

        return kept;
    }

    private int Add(World world)
    {
        if (!numbers.TryGetValue(world, out var number))
        {
            numbers[world] = number = worlds.Count;
            worlds.Add((world, Invariants.Broken(world)));
        }

        return number;
    }
}
