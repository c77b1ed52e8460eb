using AcsFunctions.CleanUpStaleIdentities;
using AcsFunctions.Sweeps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Soak.Verdict;

/// <summary>The real clean-up on the real table, past the wire, with the pace lifted: there is no quota to share here.</summary>
internal static class Recovery
{
    public static async Task<CleanUpReport> CleanUpAsync(SoakStack stack, CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string?>(stack.Settings) { ["IdentityStore:ConnectionString"] = stack.TableConnectionString };
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddAcsFunctions(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(Options.Create(new CleanUpOptions { CallsPerSecond = 1000, Deadline = TimeSpan.FromMinutes(9) }))
            .BuildServiceProvider();
        return await services.GetRequiredService<CleanUpStaleIdentitiesOperation>().ExecuteAsync(dryRun: false, cancellationToken);
    }
}
