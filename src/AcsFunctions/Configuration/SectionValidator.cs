using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Configuration;

/// <summary>
/// Runs a generated validator so that its messages name settings (<c>Acs:Retries</c>) instead of types, and refuses unknown settings of the section.
/// </summary>
public sealed class SectionValidator<TOptions>(IConfiguration configuration, string section, IValidateOptions<TOptions>? validator) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var unknown = SettingNames.Unknown(configuration.GetSection(section), typeof(TOptions)).Select(setting => $"There is no setting {setting}: docs/configuration.md lists them all.");
        var result = validator?.Validate(section, options) ?? ValidateOptionsResult.Success;
        string[] failures = [.. unknown, .. (result.Failures ?? []).Select(failure => failure.Replace(section + ".", section + ":", StringComparison.Ordinal))];
        return failures.Length > 0 ? ValidateOptionsResult.Fail(failures) : result;
    }
}
