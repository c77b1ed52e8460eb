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

    private readonly List<World> worlds = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Upstream> upstreams = new(StringComparer.Ordinal);
    private readonly Dictionary<(Upstream Upstream, string Ask), (Upstream Upstream, Reply Reply)> replies = [];
    private readonly Dictionary<(int World, int Step), (int World, Reply Reply)> effects = [];
    private readonly Dictionary<(int World, int Step), int> delays = [];
    private readonly Dictionary<(int World, int Step), int> answers = [];
    private readonly Dictionary<(int World, int Late), int> landings = [];

    public World this[int number] => worlds[number];

    public int Add(World world)
    {
        var print = world.ToString();
        if (!numbers.TryGetValue(print, out var number))
        {
            numbers[print] = number = worlds.Count;
            worlds.Add(world);
        }

        return number;
    }

    /// <summary>The worlds that a step's call can lead to, and what the operation is answered in each.</summary>
    public async ValueTask<(int World, Reply Reply)> CarryOutAsync(int world, Step step)
    {
        if (!effects.TryGetValue((world, step.Id), out var effect))
        {
            var (after, reply) = await CarryOutAsync(worlds[world], step.Ask!);
            effects[(world, step.Id)] = effect = (step.Ask!.Is(AskTraits.Read) ? world : Add(after), reply);
        }

        return effect;
    }

    /// <summary>A step's call takes effect later.</summary>
    public int Delay(int world, Step step)
    {
        if (!delays.TryGetValue((world, step.Id), out var delayed))
        {
            delays[(world, step.Id)] = delayed = Add(worlds[world] with { Late = [.. worlds[world].Late, step.Ask!] });
        }

        return delayed;
    }

    /// <summary>One of the calls in flight takes effect.</summary>
    public async ValueTask<int> LandAsync(int world, int index)
    {
        if (!landings.TryGetValue((world, index), out var landed))
        {
            var before = worlds[world];
            var (after, _) = await CarryOutAsync(before with { Late = [.. before.Late.Where((_, at) => at != index)] }, before.Late[index]);
            landings[(world, index)] = landed = Add(after);
        }

        return landed;
    }

    /// <summary>A caller has the answer that a step is.</summary>
    public int Observe(int world, Step step)
    {
        if (!answers.TryGetValue((world, step.Id), out var observed))
        {
            answers[(world, step.Id)] = observed = Add(Observer.Observe(step.Operation, step.Outcome!, worlds[world]));
        }

        return observed;
    }

    private async ValueTask<(World World, Reply Reply)> CarryOutAsync(World before, Ask ask)
    {
        if (!replies.TryGetValue((before.Upstream, ask.Name), out var known))
        {
            var store = new InMemoryIdentityStore(before.Upstream.Rows, before.Upstream.Version);
            var acs = new InMemoryAcs(AcsClock, before.Upstream.Identities);
            var reply = await ask.CarryOut(store, acs);
            replies[(before.Upstream, ask.Name)] = known = (ask.Is(AskTraits.Read) ? before.Upstream : Kept(new(store.Rows(), store.Version, acs.Identities)), reply);
        }

        return (before.With(known.Upstream), known.Reply);
    }

    private Upstream Kept(Upstream upstream)
    {
        var print = upstream.ToString();
        if (!upstreams.TryGetValue(print, out var kept))
        {
            upstreams[print] = kept = upstream;
        }

        return kept;
    }
}
