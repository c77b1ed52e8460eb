using System.Text.Json;
using AcsFunctions.AcsEmulator.Assignments;
using AcsFunctions.AcsEmulator.Calls;
using AcsFunctions.AcsEmulator.Identities;
using AcsFunctions.AcsEmulator.Tokens;

namespace AcsFunctions.AcsEmulator;

/// <summary>What the emulator knows: its identities, its tokens, its calls. Safe for concurrent use.</summary>
public sealed class EmulatorInspection
{
    private readonly IdentityLedger _ledger;
    private readonly AssignmentLedger _assignments;
    private readonly CallLedger _calls;
    private readonly TokenValidator _validator;
    private readonly SigningKey _key;
    private readonly TimeProvider _clock;

    internal EmulatorInspection(
        IdentityLedger ledger, AssignmentLedger assignments, CallLedger calls, TokenValidator validator, SigningKey key, TimeProvider clock)
    {
        (_ledger, _assignments, _calls, _validator, _key, _clock) = (ledger, assignments, calls, validator, key, clock);
    }

    /// <summary>The identities that exist, oldest first. Deleted ones are forgotten.</summary>
    public IReadOnlyList<EmulatedIdentity> Identities
    {
        get
        {
            var now = _clock.GetUtcNow();
            return [.. _ledger.Entries.OrderBy(entry => entry.CreatedOn).ThenBy(entry => entry.Id, StringComparer.Ordinal).Select(entry => entry.Snapshot(now))];
        }
    }

    /// <summary>How many identities exist.</summary>
    public int IdentityCount => _ledger.Count;

    /// <summary>The public keys of tokens, as a JSON Web Key Set.</summary>
    public string Jwks => JsonSerializer.Serialize(new JsonWebKeySet([_key.PublicJwk]), TokenJson.Default.JsonWebKeySet);

    /// <summary>The identity with that raw id; null when it was deleted or never existed.</summary>
    public EmulatedIdentity? FindIdentity(string id) => _ledger.Find(id)?.Snapshot(_clock.GetUtcNow());

    /// <summary>Whether the service would accept the token now, and if not, why.</summary>
    public TokenVerdict Validate(string? token) => _validator.Validate(token);

    /// <summary>The calls of an operation since the start or the last reset, struck by faults or not.</summary>
    public CallCount CallsOf(AcsOperation operation) => _calls.Of(operation);

    /// <summary>Forgets identities, assignments and counts. Keys stay; faults that are planned stay too.</summary>
    public void Reset()
    {
        _ledger.Clear();
        _assignments.Clear();
        _calls.Clear();
    }
}
