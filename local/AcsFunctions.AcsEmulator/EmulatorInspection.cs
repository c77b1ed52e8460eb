using System.Text.Json;
using AcsFunctions.AcsEmulator.Assignments;
using AcsFunctions.AcsEmulator.Calls;
using AcsFunctions.AcsEmulator.Identities;
using AcsFunctions.AcsEmulator.Tokens;

namespace AcsFunctions.AcsEmulator;

/// <summary>What the emulator knows: its identities, its tokens, its calls. Safe for concurrent use.</summary>
public sealed class EmulatorInspection
{
    private readonly IdentityLedger ledger;
    private readonly AssignmentLedger assignments;
    private readonly CallLedger calls;
    private readonly TokenValidator validator;
    private readonly SigningKey key;
    private readonly TimeProvider clock;

    internal EmulatorInspection(
        IdentityLedger ledger, AssignmentLedger assignments, CallLedger calls, TokenValidator validator, SigningKey key, TimeProvider clock)
    {
        (this.ledger, this.assignments, this.calls, this.validator, this.key, this.clock) = (ledger, assignments, calls, validator, key, clock);
    }

    /// <summary>The identities that exist, oldest first. Deleted ones are forgotten.</summary>
    public IReadOnlyList<EmulatedIdentity> Identities
    {
        get
        {
            var now = clock.GetUtcNow();
            return [.. ledger.Entries.OrderBy(entry => entry.CreatedOn).ThenBy(entry => entry.Id, StringComparer.Ordinal).Select(entry => entry.Snapshot(now))];
        }
    }

    /// <summary>How many identities exist.</summary>
    public int IdentityCount => ledger.Count;

    /// <summary>The public keys of tokens, as a JSON Web Key Set.</summary>
    public string Jwks => JsonSerializer.Serialize(new JsonWebKeySet([key.PublicJwk]), TokenJson.Default.JsonWebKeySet);

    /// <summary>The identity with that raw id; null when it was deleted or never existed.</summary>
    public EmulatedIdentity? FindIdentity(string id) => ledger.Find(id)?.Snapshot(clock.GetUtcNow());

    /// <summary>Whether the service would accept the token now, and if not, why.</summary>
    public TokenVerdict Validate(string? token) => validator.Validate(token);

    /// <summary>The calls of an operation since the start or the last reset, struck by faults or not.</summary>
    public CallCount CallsOf(AcsOperation operation) => calls.Of(operation);

    /// <summary>Forgets identities, assignments and counts. Keys stay; faults that are planned stay too.</summary>
    public void Reset()
    {
        ledger.Clear();
        assignments.Clear();
        calls.Clear();
    }
}
