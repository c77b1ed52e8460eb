using System.ComponentModel.DataAnnotations;

namespace AcsFunctions.ExchangeTeamsToken;

/// <summary>Section <c>Teams</c>: the exchange of a Teams user's Entra token.</summary>
public sealed class TeamsOptions : IValidatableObject
{
    public const string Section = "Teams";

    /// <summary>The Entra application (client) id that the Teams users' tokens are issued to; without it the exchange is off.</summary>
    public Guid? ClientId { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ClientId == Guid.Empty)
        {
            yield return new($"The setting {Section}:{nameof(ClientId)} is all zeros, which is no application.");
        }
    }
}
