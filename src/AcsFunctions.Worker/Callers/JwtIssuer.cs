using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace AcsFunctions.Worker.Callers;

/// <summary>
/// One issuer: its metadata and keys, fetched on first use, cached, refreshed in the background and on an unknown key (at most once in
/// five minutes, so that garbage tokens cannot hammer it), and used on while the issuer is unreachable.
/// </summary>
internal sealed class JwtIssuer
{
    // Asymmetric algorithms only: with HS256 the public key would be the secret.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler handler;
    private readonly ConfigurationManager<OpenIdConnectConfiguration> metadata;
    private readonly TokenValidationParameters parameters;

    public JwtIssuer(string alias, IssuerOptions options, TimeSpan clockSkew, JsonWebTokenHandler handler, HttpClient http, TimeProvider clock)
    {
        Alias = alias;
        Options = options;
        this.handler = handler;
        metadata = new(
            $"{options.Authority!.ToString().TrimEnd('/')}/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(http) { RequireHttps = !options.Authority.IsLoopback });
        parameters = new()
        {
            ConfigurationManager = metadata,
            ValidAlgorithms = Algorithms,
            ValidAudience = options.Audience,
            RequireAudience = true,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (notBefore, expires, _, _) =>
                clock.GetUtcNow() is var now && expires > (now - clockSkew).UtcDateTime && !(notBefore > (now + clockSkew).UtcDateTime),
        };
    }

    public string Alias { get; }

    public IssuerOptions Options { get; }

    /// <summary>Whether a token claims to be from this issuer; nothing is proved yet.</summary>
    /// <exception cref="Exception">The issuer's metadata could not be had.</exception>
    public async Task<bool> IsNamedByAsync(JsonWebToken token, CancellationToken cancellationToken) =>
        string.Equals((await metadata.GetConfigurationAsync(cancellationToken)).Issuer, token.Issuer, StringComparison.Ordinal);

    /// <summary>Signature, algorithm, issuer, audience and lifetime.</summary>
    public async Task<bool> IsValidAsync(JsonWebToken token) => (await handler.ValidateTokenAsync(token, parameters)).IsValid;
}
