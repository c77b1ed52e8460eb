using System.Globalization;

namespace AcsFunctions.Protocol.Tests.Worlds;

/// <summary>Some of the identities of a world, by their numbers: the in-memory ACS counts them from 1.</summary>
internal readonly record struct IdentitySet(uint Bits)
{
    public bool IsEmpty => Bits == 0;

    public static IdentitySet Of(string communicationUserId) => default(IdentitySet).With(communicationUserId);

    /// <summary>All of several.</summary>
    public static IdentitySet Of(IEnumerable<IdentitySet> sets) => sets.Aggregate(default(IdentitySet), (all, set) => all | set);

    public static IdentitySet operator |(IdentitySet one, IdentitySet other) => new(one.Bits | other.Bits);

    public static IdentitySet operator &(IdentitySet one, IdentitySet other) => new(one.Bits & other.Bits);

    public static IdentitySet operator -(IdentitySet one, IdentitySet other) => new(one.Bits & ~other.Bits);

    public IdentitySet With(string communicationUserId) =>
        new(Bits | (1u << int.Parse(communicationUserId.AsSpan(communicationUserId.LastIndexOf('_') + 1), CultureInfo.InvariantCulture)));

    public bool Contains(string communicationUserId) => !(this & Of(communicationUserId)).IsEmpty;

    public override string ToString() => Bits.ToString("b", CultureInfo.InvariantCulture);
}
