using System.ComponentModel.DataAnnotations;
using AcsFunctions.Tokens;

namespace AcsFunctions.IssueToken;

/// <summary>Section <c>Tokens</c>: the most that a token may allow. A request can narrow it, never widen it.</summary>
public sealed class TokenOptions : IValidatableObject
{
    public const string Section = "Tokens";

    /// <summary>The scopes that may be asked for, as they are or narrower, separated by spaces; also what a request that names none gets.</summary>
    /// <value>Default: chat voip.</value>
    [Required]
    public string AllowedScopes { get; set; } = $"{TokenScopes.Chat} {TokenScopes.VoIP}";

    /// <summary>The life of a token whose request names none, in minutes.</summary>
    /// <value>60 to 1440, at most <see cref="MaxExpiresInMinutes"/>. Default: 60.</value>
    [Range(TokenPolicy.ShortestMinutes, TokenPolicy.LongestMinutes)]
    public int ExpiresInMinutes { get; set; } = TokenPolicy.ShortestMinutes;

    /// <summary>The longest life that a request may ask for, in minutes.</summary>
    /// <value>60 to 1440. Default: 1440.</value>
    [Range(TokenPolicy.ShortestMinutes, TokenPolicy.LongestMinutes)]
    public int MaxExpiresInMinutes { get; set; } = TokenPolicy.LongestMinutes;

    internal TokenPolicy Policy => new(TokenScopes.Parse(AllowedScopes), ExpiresInMinutes, MaxExpiresInMinutes);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var unknown in TokenScopes.Parse(AllowedScopes).Where(scope => !TokenScopes.All.Contains(scope)))
        {
            yield return new($"The setting {Section}:{nameof(AllowedScopes)} names '{unknown}', which is not an ACS scope; known are {string.Join(' ', TokenScopes.All.Order())}.");
        }

        if (ExpiresInMinutes > MaxExpiresInMinutes)
        {
            yield return new($"The setting {Section}:{nameof(ExpiresInMinutes)} is above {Section}:{nameof(MaxExpiresInMinutes)}.");
        }
    }
}
