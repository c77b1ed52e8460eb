using AcsFunctions.Identities;
using AcsFunctions.Worker.Callers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.Health;

/// <summary>
/// Holds the configured aliases to those of the users that there are. An alias begins each user's id: under another one every user would
/// get a new identity, and no request would fail.
/// </summary>
public sealed partial class AliasCheck(StoredAliases stored, IOptions<AuthenticationOptions> options, IOptions<IdentityStoreOptions> store, ILogger<AliasCheck> logger)
{
    private bool isSettled;
    private bool isLogged;

    /// <summary>The setting that is wrong, or null. Reads a few rows, until it has seen once that all is well.</summary>
    /// <exception cref="IdentityStoreException">The table cannot be read.</exception>
    public async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        var configured = Configured();
        // Without an issuer, back-ends alone decide what an id is; without ids in clear there is nothing to see.
        if (isSettled || configured.Count == 0 || !store.Value.StoreUserId)
        {
            return null;
        }

        var found = (await stored.SampleAsync(cancellationToken)).Where(alias => alias != Alias.Guest).ToHashSet(StringComparer.Ordinal);
        // Those that a setting declares are back-ends' own.
        isSettled = found.Count == 0 || found.Overlaps(configured.Concat(options.Value.OtherAliasNames));
        if (isSettled)
        {
            return null;
        }

        if (!isLogged)
        {
            // Where back-ends alone decided what an id is, what stands first may be the user.
            var named = found.Select(alias => Alias.Fault(alias) is null ? alias : "(none)").Distinct(StringComparer.Ordinal);
            Log.OtherAliases(logger, string.Join(' ', named.Order(StringComparer.Ordinal)), string.Join(' ', configured.Order(StringComparer.Ordinal)));
            isLogged = true;
        }

        return $"{AuthenticationOptions.Section}:Issuers";
    }

    private HashSet<string> Configured()
    {
        var (issuers, appService) = (options.Value.Issuers, options.Value.AppService);
        return [.. issuers.Keys, .. appService is { Enabled: true, Alias: { } alias } ? new[] { alias } : []];
    }

    private static partial class Log
    {
        [LoggerMessage(2104, LogLevel.Error, "The identity table holds users of the aliases {Stored}, as far as a few rows show, and none of {Configured}, which are configured: each user would get a new identity")]
        public static partial void OtherAliases(ILogger logger, string stored, string configured);
    }
}
