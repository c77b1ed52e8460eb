using System.ComponentModel.DataAnnotations;

namespace AcsFunctions.Tokens;

/// <summary>Section <c>Guests</c>: what an identity for one visit may do, and for how long.</summary>
public sealed class GuestOptions : IValidatableObject
{
    public const string Section = "Guests";

    /// <summary>The shortest visit, in minutes.</summary>
    public const int ShortestMinutes = 5;

    private const int MonthMinutes = 30 * 24 * 60;

    /// <summary>The scopes that a guest's token may have, as they are or narrower, separated by spaces; also what a request that names none gets.</summary>
    /// <value>Default: chat.join.limited voip.join.</value>
    [Required]
    public string AllowedScopes { get; set; } = $"{TokenScopes.ChatJoinLimited} {TokenScopes.VoIPJoin}";

    /// <summary>The longest life of a guest's token that a request may ask for, in minutes; one that names none gets 60.</summary>
    /// <value>60 to 1440. Default: 60.</value>
    [Range(TokenPolicy.ShortestMinutes, TokenPolicy.LongestMinutes)]
    public int MaxExpiresInMinutes { get; set; } = TokenPolicy.ShortestMinutes;

    /// <summary>How long a guest whose request says nothing stays, in minutes.</summary>
    /// <value>5 minutes to 30 days, at most <see cref="MaxDeleteAfterMinutes"/>. Default: 120.</value>
    [Range(ShortestMinutes, MonthMinutes)]
    public int DeleteAfterMinutes { get; set; } = 120;

    /// <summary>The longest stay that a request may ask for, in minutes.</summary>
    /// <value>5 minutes to 30 days. Default: 1440.</value>
    [Range(ShortestMinutes, MonthMinutes)]
    public int MaxDeleteAfterMinutes { get; set; } = 1440;

    internal TokenPolicy Policy => new(TokenScopes.Parse(AllowedScopes), TokenPolicy.ShortestMinutes, MaxExpiresInMinutes);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var unknown in TokenScopes.Parse(AllowedScopes).Where(scope => !TokenScopes.All.Contains(scope)))
        {
            yield return new($"The setting {Section}:{nameof(AllowedScopes)} names '{unknown}', which is not an ACS scope; known are {string.Join(' ', TokenScopes.All.Order())}.");
        }

        if (DeleteAfterMinutes > MaxDeleteAfterMinutes)
        {
            yield return new($"The setting {Section}:{nameof(DeleteAfterMinutes)} is above {Section}:{nameof(MaxDeleteAfterMinutes)}.");
        }
    }
}
