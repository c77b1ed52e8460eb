using Azure.Core;

namespace AcsFunctions.Client;

/// <summary>Where AcsFunctions is and how to be let in: by a function key, or as an administrator by Microsoft Entra.</summary>
public sealed class AcsFunctionsClientOptions
{
    /// <summary>Where the routes begin, <c>/api</c> included: <c>https://name.azurewebsites.net/api</c>.</summary>
    /// <value>HTTPS, or HTTP to this machine. Required.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>A function key of the app, or its master key where operations ask for that one. Sent as <c>x-functions-key</c>.</summary>
    /// <value>Either this or <see cref="Credential"/>.</value>
    public string? FunctionKey { get; set; }

    /// <summary>Gets access tokens that carry the admin role. It reaches the operations on users; all others want a key.</summary>
    /// <value>Either this or <see cref="FunctionKey"/>.</value>
    public TokenCredential? Credential { get; set; }

    /// <summary>What the <see cref="Credential"/> is asked for, such as <c>api://&lt;client id of the API&gt;/.default</c>.</summary>
    /// <value>Required with a credential.</value>
    public string? Scope { get; set; }

    /// <summary>The header that carries the token, where a proxy in front replaces <c>Authorization</c>: what <c>Authentication:Header</c> of the app names.</summary>
    /// <value>Default: Authorization.</value>
    public string Header { get; set; } = "Authorization";
}
