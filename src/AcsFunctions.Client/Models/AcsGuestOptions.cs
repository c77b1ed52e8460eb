namespace AcsFunctions.Client.Models;

/// <summary>What a guest shall be. It can be less than the service's policy for guests allows, never more.</summary>
public sealed record AcsGuestOptions
{
    /// <summary>What its token shall allow: <see cref="AcsScopes"/>.</summary>
    /// <value>At least one. Null, the default: all that the policy allows.</value>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>How long its token shall live, in whole minutes.</summary>
    /// <value>60 to 1440. Null, the default: the policy's.</value>
    public int? ExpiresInMinutes { get; init; }

    /// <summary>How long the identity shall live, in whole minutes.</summary>
    /// <value>At least 5. Null, the default: the policy's.</value>
    public int? DeleteAfterMinutes { get; init; }
}
