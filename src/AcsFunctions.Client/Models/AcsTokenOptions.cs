namespace AcsFunctions.Client.Models;

/// <summary>What a token shall be. It can be less than the service's policy allows, never more.</summary>
public sealed record AcsTokenOptions
{
    /// <summary>What it shall allow: <see cref="AcsScopes"/>.</summary>
    /// <value>At least one. Null, the default: all that the policy allows.</value>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>How long it shall live, in whole minutes.</summary>
    /// <value>60 to 1440. Null, the default: the policy's.</value>
    public int? ExpiresInMinutes { get; init; }
}
