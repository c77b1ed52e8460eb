using AcsFunctions.Acs;
using AcsFunctions.CleanUpStaleIdentities;
using AcsFunctions.Identities;
using AcsFunctions.Sweeps;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using AcsFunctions.Testing.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcsFunctions.Tests.CleanUpStaleIdentities;

/// <summary>A directory to clean up.</summary>
public abstract class CleanUpTests
{
    protected static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    protected CleanUpTests()
    {
        Acs = new(Clock);
        Store = new(Rows);
    }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected JumpingClock Clock { get; } = new(Noon);

    protected InMemoryIdentityStore Rows { get; } = new();

    protected FaultyIdentityStore Store { get; }

    protected InMemoryAcs Acs { get; }

    protected CleanUpOptions Options { get; } = new() { Schedule = "0 17 * * * *" };

    protected AcsQuotaOptions Quota { get; } = new();

    protected int PendingDeletions => Rows.Rows().OfType<PendingDeletion>().Count();

    protected IdentityRegistry Registry => Registries.Over(Store, Acs, Clock);

    protected Task<CleanUpReport> RunAsync(bool dryRun = false, CancellationToken? cancellationToken = null) =>
        new CleanUpStaleIdentitiesOperation(
            Store,
            Registry,
            Sweeper(),
            new IndexWalker(Store, Registry, Microsoft.Extensions.Options.Options.Create(Options), Clock, NullLogger<IndexWalker>.Instance),
            Microsoft.Extensions.Options.Options.Create(Options),
            Clock,
            Unwatched.Meter,
            NullLogger<CleanUpStaleIdentitiesOperation>.Instance).ExecuteAsync(dryRun, cancellationToken ?? Token);

    internal Sweeper Sweeper() => new(Registry, Microsoft.Extensions.Options.Options.Create(Options), Microsoft.Extensions.Options.Options.Create(Quota), Clock, NullLogger<Sweeper>.Instance);

    protected async Task<string> PendingDeletionAsync(UserId? user = null)
    {
        var identity = Acs.Add();
        await Rows.CommitAsync([new RowChange.Insert(StoredRows.PendingDeletion(user ?? Users.New(), identity, Noon))], Delivery.Repeated, Token);
        return identity;
    }

    protected async Task<string> MappedAsync(TimeSpan sinceLastToken, UserId? user = null)
    {
        var identity = Acs.Add();
        await Rows.CommitAsync([new RowChange.Insert(StoredRows.Mapped(user ?? Users.New(), identity, Noon - sinceLastToken))], Delivery.Repeated, Token);
        return identity;
    }

    protected static AcsFault Refusal(AcsRefusalKind kind) => new(new AcsRefusal(kind));
}
