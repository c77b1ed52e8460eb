using AcsFunctions.Acs;
using AcsFunctions.CleanUpStaleIdentities;
using AcsFunctions.Identities;
using AcsFunctions.Sweeps;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using AcsFunctions.Testing.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Perf.CleanUp;

/// <summary>Clean-ups whose pace and bounds are lifted.</summary>
internal static class CleanUps
{
    // Every identity "does not exist" at this ACS, which counts as deleted: what ACS itself takes is not what is measured.
    public static CleanUpStaleIdentitiesOperation Over(IIdentityStore store, InMemoryAcs acs, TimeProvider clock)
    {
        var options = new CleanUpOptions { CallsPerSecond = 1_000_000, MaxRowsPerRun = int.MaxValue, Deadline = TimeSpan.FromHours(1), Concurrency = 8 };
        var registry = Registries.Over(store, acs, clock);
        var sweeper = new Sweeper(registry, Options.Create(options), Options.Create(new AcsQuotaOptions { Deletions = int.MaxValue, Revocations = int.MaxValue }), clock, NullLogger<Sweeper>.Instance);
        var walker = new IndexWalker(store, registry, Options.Create(options), clock, NullLogger<IndexWalker>.Instance);
        return new(store, registry, sweeper, walker, Options.Create(options), clock, Unwatched.Meter, NullLogger<CleanUpStaleIdentitiesOperation>.Instance);
    }
}
