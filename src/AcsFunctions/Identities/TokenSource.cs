namespace AcsFunctions.Identities;

/// <summary>Where a token that is handed out comes from.</summary>
public enum TokenSource
{
    /// <summary>ACS was asked for it by this request.</summary>
    Acs,

    /// <summary>ACS was asked for it by another request for the same, at the same time.</summary>
    Shared,

    /// <summary>It was issued before, and kept in memory.</summary>
    Cached,
}
