using Microsoft.Extensions.Options;

namespace AcsFunctions.Client;

/// <summary>By hand, as validation by attributes does not survive trimming.</summary>
internal sealed class AcsFunctionsClientOptionsValidator : IValidateOptions<AcsFunctionsClientOptions>
{
    public ValidateOptionsResult Validate(string? name, AcsFunctionsClientOptions options)
    {
        var mistakes = Mistakes(options).ToArray();
        return mistakes.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> Mistakes(AcsFunctionsClientOptions options)
    {
        if (options.Endpoint is not { IsAbsoluteUri: true } endpoint)
        {
            yield return "Endpoint is missing: the address of the function app, with /api.";
        }
        else if (endpoint.Scheme != Uri.UriSchemeHttps && !(endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback))
        {
            yield return "Endpoint must be HTTPS: a key or a token would be sent in clear.";
        }
        else if (endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0 || endpoint.UserInfo.Length > 0)
        {
            yield return "Endpoint must be an address alone, without a query or a user.";
        }

        if ((options.FunctionKey is null) == (options.Credential is null))
        {
            yield return "Set one of FunctionKey and Credential.";
        }

        if (options.FunctionKey is { } key && (key.Length == 0 || key.Any(character => character is <= ' ' or > '~')))
        {
            yield return "FunctionKey is empty or has characters that no key has.";
        }

        if (options.Credential is not null && string.IsNullOrWhiteSpace(options.Scope))
        {
            yield return "Scope is missing: what the credential is asked for.";
        }

        if (string.IsNullOrEmpty(options.Header) || !options.Header.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
        {
            yield return "Header is not a header's name.";
        }
    }
}
