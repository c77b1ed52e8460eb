using AcsFunctions.Protocol.Tests.Exchange;
using AcsFunctions.Protocol.Tests.Operations;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Protocol.Tests.Worlds;

/// <summary>All worlds met so far, each kept once and numbered, and what each call made of them.</summary>
internal sealed class AllWorlds
{
    private static readonly FakeTimeProvider AcsClock = new(Timeline.Now);

    private readonly List<World> worlds = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<(int World, int Step), (int World, Reply Reply)> effects = [];
    private readonly Dictionary<(int World, int Late), int> landings = [];

    public int Count => worlds.Count;

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

    /// <summary>One of the calls in flight takes effect.</summary>
    public async ValueTask<int> LandAsync(int world, int index)
    {
        if (!landings.TryGetValue((world, index), out var landed))
        {
            var before = worlds[world];
            var (after, _) = await CarryOutAsync(before.With(late: [.. before.Late.Where((_, at) => at != index)]), before.Late[index]);
            landings[(world, index)] = landed = Add(after);
        }

        return landed;
    }

    private static async Task<(World World, Reply Reply)> CarryOutAsync(World before, Ask ask)
    {
        var store = new InMemoryIdentityStore(before.Rows, before.Version);
        var acs = new InMemoryAcs(AcsClock, before.Identities);
        var reply = await ask.CarryOut(store, acs);
        return (before.With(rows: store.Rows(), version: store.Version, identities: acs.Identities), reply);
    }
}
