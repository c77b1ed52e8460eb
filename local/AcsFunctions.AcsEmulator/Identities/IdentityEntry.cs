using AcsFunctions.AcsEmulator.Persistence;

namespace AcsFunctions.AcsEmulator.Identities;

/// <summary>One identity. All reads and changes under its lock, so that issue, revoke and delete happen one after the other.</summary>
internal sealed class IdentityEntry(string id, string? customId, DateTimeOffset createdOn)
{
    /// <summary>Tokens kept for inspection; validity needs none of them.</summary>
    private const int KeptTokens = 100;

    private readonly Lock _gate = new();
    private readonly Queue<EmulatedToken> _tokens = [];
    private DateTimeOffset? _lastTokenIssuedOn;
    private DateTimeOffset? _revokedOn;
    private long _tokensIssued;
    private bool _deleted;

    public string Id => id;

    public string? CustomId => customId;

    public DateTimeOffset CreatedOn => createdOn;

    /// <summary>Counts from 1; a token of an earlier generation is revoked.</summary>
    public int Generation { get; private set; } = 1;

    public void Restore(int generation, DateTimeOffset? revokedOn, DateTimeOffset? lastTokenIssuedOn)
    {
        lock (_gate)
        {
            (Generation, _revokedOn, _lastTokenIssuedOn) = (generation, revokedOn, lastTokenIssuedOn);
        }
    }

    /// <returns>False when it was deleted meanwhile.</returns>
    public bool TryIssue(EmulatedToken token, out int generation)
    {
        lock (_gate)
        {
            generation = Generation;
            if (_deleted)
            {
                return false;
            }

            Forget(token.IssuedOn);
            if (_tokens.Count == KeptTokens)
            {
                _tokens.Dequeue();
            }

            _tokens.Enqueue(token);
            _tokensIssued++;
            _lastTokenIssuedOn = token.IssuedOn;
            return true;
        }
    }

    /// <returns>False when it was deleted meanwhile.</returns>
    public bool TryRevoke(DateTimeOffset now, Action<int> record)
    {
        lock (_gate)
        {
            if (_deleted)
            {
                return false;
            }

            record(Generation + 1);
            Generation++;
            _revokedOn = now;
            _tokens.Clear();
            return true;
        }
    }

    /// <returns>False when another call deleted it.</returns>
    public bool TryDelete(Action record)
    {
        lock (_gate)
        {
            if (_deleted)
            {
                return false;
            }

            record();
            _deleted = true;
            return true;
        }
    }

    public EmulatedIdentity Snapshot(DateTimeOffset now)
    {
        lock (_gate)
        {
            Forget(now);
            return new EmulatedIdentity(id, customId, createdOn, _lastTokenIssuedOn, _revokedOn, _tokensIssued, [.. _tokens]);
        }
    }

    public StateEntry.Identity ToEntry()
    {
        lock (_gate)
        {
            return new StateEntry.Identity(id, customId, createdOn, Generation, _revokedOn, _lastTokenIssuedOn);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        // Lifetimes differ, so an expired token may wait behind a living one; the queue is short.
        for (var remaining = _tokens.Count; remaining > 0; remaining--)
        {
            var token = _tokens.Dequeue();
            if (token.ExpiresOn > now)
            {
                _tokens.Enqueue(token);
            }
        }
    }
}
