using System.ComponentModel.DataAnnotations;

namespace AcsFunctions.Identities;

/// <summary>Section <c>Identities</c>: the rules of the identity protocol.</summary>
public sealed class IdentityOptions
{
    public const string Section = "Identities";

    /// <summary>How far the recorded time of a user's last token may lag: it is written at most once in this time.</summary>
    /// <value>1 hour to 7 days. Default: 1 day.</value>
    [Range(typeof(TimeSpan), "01:00:00", "7.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan TouchInterval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// What to do when ACS says that a mapped identity does not exist, which happens when someone else deleted it. Replacing gives the
    /// user a new identity, and with it new chats and call history.
    /// </summary>
    /// <value>Default: Fail.</value>
    [EnumDataType(typeof(MissingIdentityPolicy))]
    public MissingIdentityPolicy WhenMissingAtAcs { get; set; } = MissingIdentityPolicy.Fail;

    /// <summary>The oldest credential that is accepted, counted from its <c>iat</c>; a credential without one is refused for this long after a revoke or delete. Old fences are kept as long.</summary>
    /// <value>5 minutes to 30 days. Default: 1 day.</value>
    [Range(typeof(TimeSpan), "00:05:00", "30.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan MaxCredentialAge { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How long ago the user may have signed in, by <c>auth_time</c>, where the credential says so: a refresh token makes credentials new
    /// for as long as the issuer likes. Old fences are kept at least as long.
    /// </summary>
    /// <value>5 minutes to 400 days. Default: 90 days.</value>
    [Range(typeof(TimeSpan), "00:05:00", "400.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan MaxSessionAge { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How far the issuers' clocks may run ahead of ours: a credential counts as newer than a revoke only when its <c>iat</c> is later by more than this, and one that is from the future by more is refused.</summary>
    /// <value>0 to 5 minutes. Default: 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan RevocationTolerance { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many users' identities an instance caches, which saves the read before ACS is asked; the row is read before a token is handed out, always. About 300 bytes each.</summary>
    /// <value>0 (none) to 1,000,000. Default: 10,000.</value>
    [Range(0, 1_000_000)]
    public int RememberedIdentities { get; set; } = 10_000;
}
