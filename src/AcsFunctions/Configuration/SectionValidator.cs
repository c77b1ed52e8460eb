using Microsoft.Extensions.Options;

namespace AcsFunctions.Configuration;

/// <summary>Runs a generated validator so that its messages name settings (<c>Acs:Retries</c>) instead of types.</summary>
public sealed class SectionValidator<TOptions>(string section, IValidateOptions<TOptions> validator) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var result = validator.Validate(section, options);
        return result.Failed
            ? ValidateOptionsResult.Fail(result.Failures!.Select(failure => failure.Replace(section + ".", section + ":", StringComparison.Ordinal)))
            : result;
    }
}
