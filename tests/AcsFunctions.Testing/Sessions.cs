using AcsFunctions.Identities;

namespace AcsFunctions.Testing;

/// <summary>Sessions for tests.</summary>
public static class Sessions
{
    /// <summary>A session whose credential was issued then.</summary>
    public static Session From(DateTimeOffset issuedAt) => Session.Of(issuedAt, authenticatedAt: null);

    /// <summary>A session whose credential does not say when it was issued.</summary>
    public static Session Undated { get; } = Session.Of(issuedAt: null, authenticatedAt: null);
}
