using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace AcsFunctions.Worker.Callers;

/// <summary>One issuer, and the judgement of tokens that name it.</summary>
internal sealed class JwtIssuer(
    string alias, IssuerOptions options, TimeSpan clockSkew, JsonWebTokenHandler handler, IDocumentRetriever documents, TimeProvider clock, ILogger logger)
{
    // Asymmetric algorithms only: with HS256 the public key would be the secret.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly IssuerMetadata metadata = new(alias, options.Authority!, documents, clock, logger);

    public CallerTerms Terms { get; } = new(alias, options.UserIdClaimNames, options.RequiredScope, options.AdminRole);

    /// <summary>Whether the token claims to be this issuer's, as far as is known without asking it.</summary>
    public bool IsKnownToIssue(JsonWebToken token) => IsNamed(metadata.KnownName, token);

    public async Task<IssuerVerdict> JudgeAsync(JsonWebToken token, CancellationToken cancellationToken)
    {
        if (await metadata.GetAsync(cancellationToken) is not { } known)
        {
            return IssuerVerdict.Unreachable;
        }

        if (!IsNamed(known.Issuer, token))
        {
            return IssuerVerdict.Foreign;
        }

        var keys = KeysFor(token, known);
        if (keys.Length == 0)
        {
            keys = await metadata.GetAnewAsync(cancellationToken) is { } anew ? KeysFor(token, anew) : [];
        }

        return keys.Length > 0 && (await handler.ValidateTokenAsync(token, Parameters(known.Issuer, keys))).IsValid
            ? IssuerVerdict.Valid
            : IssuerVerdict.Invalid;
    }

    private static bool IsNamed(string? issuer, JsonWebToken token) => issuer is not null && string.Equals(issuer, token.Issuer, StringComparison.Ordinal);

    // By key id only: what a token's header says of where keys are (jku, x5u) or carries of its own (jwk, x5c) counts for nothing.
    private static SecurityKey[] KeysFor(JsonWebToken token, OpenIdConnectConfiguration known) => token.Kid is { Length: > 0 } id
        ? [.. known.SigningKeys.Where(key => string.Equals(key.KeyId, id, StringComparison.Ordinal))]
        : known.SigningKeys.Count == 1 ? [.. known.SigningKeys] : [];

    private TokenValidationParameters Parameters(string issuer, SecurityKey[] keys) => new()
    {
        ValidIssuer = issuer,
        IssuerSigningKeys = keys,
        ValidAlgorithms = Algorithms,
        ValidAudience = options.Audience,
        RequireAudience = true,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (notBefore, expires, _, _) =>
            clock.GetUtcNow() is var now && expires > (now - clockSkew).UtcDateTime && !(notBefore > (now + clockSkew).UtcDateTime),
    };
}
