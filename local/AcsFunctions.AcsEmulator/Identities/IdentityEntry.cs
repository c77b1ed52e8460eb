using AcsFunctions.AcsEmulator.Persistence;

namespace AcsFunctions.AcsEmulator.Identities;

/// <summary>One identity. All reads and changes under its lock, so that issue, revoke and delete happen one after the other.</summary>
internal sealed class IdentityEntry(string id, string? customId, DateTimeOffset createdOn)
{
    /// <summary>Tokens kept for inspection; validity needs none of them.</summary>
    private const int KeptTokens = 100;

    private readonly Lock gate = new();
    private readonly Queue<EmulatedToken> tokens = [];
    private DateTimeOffset? lastTokenIssuedOn;
    private DateTimeOffset? revokedOn;
    private DateTimeOffset? tokensValidFrom;
    private long tokensIssued;
    private bool deleted;

    public string Id => id;

    public string? CustomId => customId;

    public DateTimeOffset CreatedOn => createdOn;

    /// <summary>Counts from 1; a token of an earlier generation is revoked.</summary>
    private int Generation { get; set; } = 1;

    public void Restore(StateEntry.Identity identity)
    {
        lock (gate)
        {
            (Generation, revokedOn, lastTokenIssuedOn) = (identity.Generation, identity.RevokedOn, identity.LastTokenIssuedOn);
            tokensValidFrom = identity.TokensValidFrom;
        }
    }

    /// <summary>Whether a token of that generation, issued at that instant, was revoked.</summary>
    public bool HasRevoked(int? generation, DateTimeOffset issuedAt)
    {
        lock (gate)
        {
            return generation != Generation || issuedAt < tokensValidFrom;
        }
    }

    /// <returns>False when it was deleted meanwhile.</returns>
    public bool TryIssue(EmulatedToken token, out int generation)
    {
        lock (gate)
        {
            generation = Generation;
            if (deleted)
            {
                return false;
            }

            Forget(token.IssuedOn);
            if (tokens.Count == KeptTokens)
            {
                tokens.Dequeue();
            }

            if (token.IssuedAt >= (tokensValidFrom ?? token.IssuedAt))
            {
                tokens.Enqueue(token);
            }

            tokensIssued++;
            lastTokenIssuedOn = token.IssuedOn;
            return true;
        }
    }

    /// <param name="asked">Null, and an instant that is not past, revoke every token there is; one to come revokes also those that will be issued before it.</param>
    /// <param name="record">Takes the generation and the instant that hold from now on.</param>
    /// <returns>False when it was deleted meanwhile.</returns>
    public bool TryRevoke(DateTimeOffset now, DateTimeOffset? asked, Action<int, DateTimeOffset?> record)
    {
        lock (gate)
        {
            if (deleted)
            {
                return false;
            }

            // Clients tell the time in milliseconds: a token of the very millisecond that a past instant names was there before it.
            var isPast = asked < EmulatedToken.ToMilliseconds(now);
            var validFrom = isPast ? asked!.Value.AddMilliseconds(1) : asked;
            var generation = isPast ? Generation : Generation + 1;
            validFrom = validFrom > tokensValidFrom ? validFrom : tokensValidFrom ?? validFrom;
            record(generation, validFrom);
            (Generation, tokensValidFrom, revokedOn) = (generation, validFrom, now);
            DropRevoked(all: !isPast);
            return true;
        }
    }

    /// <returns>False when another call deleted it.</returns>
    public bool TryDelete(Action record)
    {
        lock (gate)
        {
            if (deleted)
            {
                return false;
            }

            record();
            deleted = true;
            return true;
        }
    }

    public EmulatedIdentity Snapshot(DateTimeOffset now)
    {
        lock (gate)
        {
            Forget(now);
            return new EmulatedIdentity(id, customId, createdOn, lastTokenIssuedOn, revokedOn, tokensIssued, [.. tokens]);
        }
    }

    public StateEntry.Identity ToEntry()
    {
        lock (gate)
        {
            return new StateEntry.Identity(id, customId, createdOn, Generation, revokedOn, lastTokenIssuedOn, tokensValidFrom);
        }
    }

    private void DropRevoked(bool all) => Keep(token => !all && token.IssuedAt >= tokensValidFrom);

    private void Forget(DateTimeOffset now) => Keep(token => token.ExpiresOn > now);

    // Lifetimes differ, so an expired token may wait behind a living one; the queue is short.
    private void Keep(Func<EmulatedToken, bool> predicate)
    {
        for (var remaining = tokens.Count; remaining > 0; remaining--)
        {
            var token = tokens.Dequeue();
            if (predicate(token))
            {
                tokens.Enqueue(token);
            }
        }
    }
}
