using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AcsFunctions.Identities;

namespace AcsFunctions.Worker.Callers;

/// <summary>
/// A budget of requests for each user, in memory of a fixed size (1 MiB) however many users there are: the generic cell rate algorithm,
/// which keeps one instant for each user, in a table of 8192 sets of 8. A user whose budget is full need not be remembered, so only
/// where more than 8 users of a set are active at once is one forgotten, the one who used least; it starts with a full budget again.
/// The limiters of System.Threading.RateLimiting keep an object and a dictionary entry for each user, and go by the system's clock.
/// </summary>
internal sealed class UserBudgets(TimeSpan interval, int burst)
{
    private const int Ways = 8;
    private const int Sets = 8192;

    private readonly Slot[] slots = new Slot[Sets * Ways];
    private readonly Lock[] gates = [.. Enumerable.Range(0, 64).Select(_ => new Lock())];
    // Nobody outside can tell who shares a set with whom.
    private readonly byte[] secret = RandomNumberGenerator.GetBytes(32);

    /// <summary>Null where the request is within the budget, or the share of it that may be spent; else how long until one is.</summary>
    public TimeSpan? TryTake(UserId user, TimeSpan now, int? share = null) => Take(user, now, share ?? burst, isReal: true);

    /// <summary>As <see cref="TryTake"/>, and takes nothing.</summary>
    public TimeSpan? Peek(UserId user, TimeSpan now) => Take(user, now, burst, isReal: false);

    private TimeSpan? Take(UserId user, TimeSpan now, int share, bool isReal)
    {
        var (set, owner) = PlaceOf(user);
        lock (gates[set % gates.Length])
        {
            ref var slot = ref Find(set, owner);
            // Zero is a slot that nobody had: its owner is no user.
            var paidUntil = slot.Owner == owner && slot.PaidUntil > now ? slot.PaidUntil : now;
            var wait = paidUntil + interval - (interval * share) - now;
            if (wait > TimeSpan.Zero)
            {
                return wait;
            }

            if (isReal)
            {
                slot = new Slot(owner, paidUntil + interval);
            }

            return null;
        }
    }

    /// <summary>Undoes a take.</summary>
    public void GiveBack(UserId user)
    {
        var (set, owner) = PlaceOf(user);
        lock (gates[set % gates.Length])
        {
            ref var slot = ref Find(set, owner);
            if (slot.Owner == owner)
            {
                slot = slot with { PaidUntil = slot.PaidUntil - interval };
            }
        }
    }

    // The user's own slot, or else the one that is missed least.
    private ref Slot Find(int set, ulong owner)
    {
        var first = set * Ways;
        var least = first;
        for (var i = first; i < first + Ways; i++)
        {
            if (slots[i].Owner == owner)
            {
                return ref slots[i];
            }

            if (slots[i].PaidUntil < slots[least].PaidUntil)
            {
                least = i;
            }
        }

        return ref slots[least];
    }

    private (int Set, ulong Owner) PlaceOf(UserId user)
    {
        Span<byte> text = stackalloc byte[UserId.MaxLength * 3];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, text[..Encoding.UTF8.GetBytes(user.Value, text)], hash);
        return ((int)(BinaryPrimitives.ReadUInt32LittleEndian(hash) % Sets), BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]));
    }

    private readonly record struct Slot(ulong Owner, TimeSpan PaidUntil);
}
