using System.Diagnostics.CodeAnalysis;

namespace AcsFunctions.Identities;

/// <summary>
/// A user's row. <em>Mapped</em>: it names an identity. <em>Fence</em>: it names none, and exists so that
/// <see cref="TokensValidFrom"/> outlives the mapping and late writes fail. No operation removes it; the timer drops old fences.
/// </summary>
public sealed record UserRow : StoredRow
{
    public string? CommunicationUserId { get; init; }

    /// <summary>When the identity was mapped; null on a fence.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>When a token was last handed out, at most one touch interval behind; equal to <see cref="CreatedOn"/> before the first; null on a fence.</summary>
    public DateTimeOffset? LastTokenOn { get; init; }

    /// <summary>Credentials issued at or before this instant (plus the tolerance) are refused; null until the first revoke or delete.</summary>
    public DateTimeOffset? TokensValidFrom { get; init; }

    /// <summary>From when on a guest is gone: refused at once, deleted by the next clean-up. Null for who is no guest, and on a fence.</summary>
    public DateTimeOffset? DeleteOn { get; init; }

    /// <summary>When the row last became, or was rewritten as, a fence; null when mapped.</summary>
    public DateTimeOffset? FencedOn { get; init; }

    /// <summary>The user id in clear, for operators; null when configuration leaves it out.</summary>
    public string? UserId { get; init; }

    [MemberNotNullWhen(true, nameof(CommunicationUserId), nameof(CreatedOn), nameof(LastTokenOn))]
    public bool IsMapped => CommunicationUserId is not null;

    public override string RowKey => Key.UserRowKey;

    /// <summary>The last recorded token, or null when none is on record.</summary>
    public DateTimeOffset? LastTokenIssuedOn => IsMapped && LastTokenOn > CreatedOn ? LastTokenOn : null;

    /// <summary>The same user without an identity; <see cref="TokensValidFrom"/> stays.</summary>
    public UserRow ToFence(DateTimeOffset now) => IdentityColumns.Unmapped(this) with { FencedOn = now };

    /// <summary>Never the user id: records print in logs and messages.</summary>
    public override string ToString() => $"{(IsMapped ? "mapped row" : "fence")} of {Key}";
}
