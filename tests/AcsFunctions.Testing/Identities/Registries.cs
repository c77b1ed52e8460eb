using AcsFunctions.Acs;
using AcsFunctions.Identities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Testing.Identities;

/// <summary>The real registry over whatever a test gives it.</summary>
public static class Registries
{
    public static IdentityRegistry Over(
        IIdentityStore store,
        IAcsIdentities acs,
        TimeProvider clock,
        IdentityOptions? options = null,
        ILogger<IdentityRegistry>? logger = null,
        IdentityCache? cache = null) =>
        new(
            store,
            acs,
            cache ?? Cache(options),
            Options.Create(options ?? new IdentityOptions()),
            Options.Create(new IdentityStoreOptions()),
            clock,
            logger ?? NullLogger<IdentityRegistry>.Instance);

    /// <summary>The memory of an instance that has just started.</summary>
    public static IdentityCache Cache(IdentityOptions? options = null, TokenReuseOptions? reuse = null) =>
        new(Options.Create(options ?? new IdentityOptions()), Options.Create(reuse ?? new TokenReuseOptions()));
}
