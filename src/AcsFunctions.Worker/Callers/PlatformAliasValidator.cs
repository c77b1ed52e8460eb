using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.Callers;

/// <summary>
/// Refuses an alias that the platform cannot carry: on Linux the name of an app setting holds letters, digits, periods and underscores,
/// so that an issuer with a hyphen in its alias would be lost with the next change of settings.
/// https://learn.microsoft.com/azure/app-service/configure-common
/// </summary>
internal sealed class PlatformAliasValidator(IConfiguration configuration) : IValidateOptions<AuthenticationOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthenticationOptions options)
    {
        if (!OperatingSystem.IsLinux() || string.IsNullOrEmpty(configuration["WEBSITE_SITE_NAME"]))
        {
            return ValidateOptionsResult.Success;
        }

        var lost = options.Issuers.Keys.Where(alias => alias.Contains('-', StringComparison.Ordinal)).ToArray();
        return lost.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(lost.Select(alias =>
                $"The setting {AuthenticationOptions.Section}:Issuers:{alias} has an alias with a hyphen, which the name of an app setting on Linux cannot hold: use an underscore."));
    }
}
