namespace AcsFunctions.Identities;

/// <summary>The credential a request came with, as far as ending sessions goes.</summary>
public sealed record Session
{
    private Session(bool isTrusted, DateTimeOffset? issuedAt)
    {
        IsTrusted = isTrusted;
        IssuedAt = issuedAt;
    }

    /// <summary>A function key, or a back-end acting for a user after its own session was checked: there is nothing to end.</summary>
    public static Session Trusted { get; } = new(true, null);

    public bool IsTrusted { get; }

    /// <summary>When the credential was issued, or the user last signed in where that is known and earlier; null when it does not say.</summary>
    public DateTimeOffset? IssuedAt { get; }

    /// <param name="issuedAt">The claim <c>iat</c>, whole seconds.</param>
    /// <param name="authenticatedAt">The claim <c>auth_time</c>: a session revived by a refresh token is as old as its sign-in.</param>
    public static Session Of(DateTimeOffset? issuedAt, DateTimeOffset? authenticatedAt) =>
        new(false, issuedAt < authenticatedAt || authenticatedAt is null ? issuedAt : authenticatedAt);

    /// <summary>Whether the credential was issued after the user's sessions were last ended.</summary>
    public bool IsAdmitted(DateTimeOffset? tokensValidFrom, IdentityOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (IsTrusted || tokensValidFrom is not { } validFrom)
        {
            return true;
        }

        // Before this, by a clock that may be ahead. An `iat` is whole seconds, rounded down, so one from before the instant can never be later than it.
        var ended = validFrom + options.RevocationTolerance;
        return IssuedAt is { } issuedAt ? issuedAt > ended : now > ended + options.MaxCredentialAge;
    }
}
