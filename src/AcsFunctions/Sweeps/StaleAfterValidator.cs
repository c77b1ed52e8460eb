using AcsFunctions.Identities;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Sweeps;

/// <summary>
/// Holds <see cref="CleanUpOptions.StaleAfter"/> against the touch interval. The recorded time of the last token lags by up to that
/// interval, so that a shorter limit could delete an identity whose user has a token.
/// </summary>
internal sealed class StaleAfterValidator(IOptions<IdentityOptions> identities) : IValidateOptions<CleanUpOptions>
{
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, CleanUpOptions options)
    {
        try
        {
            return options.StaleAfter is null || options.StaleAfter >= identities.Value.TouchInterval + Margin
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail("The setting CleanUp:StaleAfter must be at least Identities:TouchInterval plus a day.");
        }
        catch (OptionsValidationException)
        {
            // Those settings are reported for themselves.
            return ValidateOptionsResult.Skip;
        }
    }
}
