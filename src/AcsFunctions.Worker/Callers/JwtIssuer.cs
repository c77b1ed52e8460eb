using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace AcsFunctions.Worker.Callers;

/// <summary>One issuer, and the validation of tokens that name it.</summary>
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
    private readonly string[] audiences = options.Audiences;
    private readonly string[] clients = options.Clients;
    private readonly string[] tenants = options.TenantIds;

    public ClaimMapping ClaimMapping { get; } = options.TermsOf(alias);

    /// <summary>Where it is asked: issuers of one host may have one name.</summary>
    public string Host { get; } = options.Authority!.Authority;

    /// <summary>Whether the token claims to be this issuer's, as far as is known without asking it.</summary>
    public bool IsKnownToIssue(JsonWebToken token, ClaimSet claims) => NameFor(metadata.KnownName, claims) == token.Issuer;

    /// <summary>Asks the issuer, where it was not asked lately.</summary>
    public async Task<IssuerState> GetStateAsync(CancellationToken cancellationToken) =>
        await metadata.GetAsync(cancellationToken) is not { } known ? (metadata.IsNoIssuer ? IssuerState.Unusable : IssuerState.Away)
        // Without tenants, a name with a placeholder is no token's.
        : known.Issuer.Contains('{', StringComparison.Ordinal) && !(IssuerTenants.IsTemplate(known.Issuer) && tenants.Length > 0) ? IssuerState.Unusable
        : IssuerState.Usable;

    public async Task<ValidationOutcome> ValidateAsync(JsonWebToken token, ClaimSet claims, CancellationToken cancellationToken)
    {
        if (await metadata.GetAsync(cancellationToken) is not { } known)
        {
            return ValidationOutcome.Undecided(RefusalCause.IssuerUnavailable);
        }

        if (NameFor(known.Issuer, claims) is not { } name || name != token.Issuer)
        {
            return ValidationOutcome.Foreign;
        }

        // A multi-tenant issuer vouches for everybody who signed up with it, anywhere.
        if ((tenants.Length > 0 || IssuerTenants.IsTemplate(known.Issuer)) && !tenants.Contains(claims.Single("tid"), StringComparer.Ordinal))
        {
            return ValidationOutcome.Refused(RefusalCause.Tenant);
        }

        if (!Algorithms.Contains(token.Alg, StringComparer.Ordinal))
        {
            return ValidationOutcome.Refused(RefusalCause.Algorithm);
        }

        var keys = KeysFor(token, known);
        if (keys.Length == 0 && token.Kid is { Length: > 0 })
        {
            var (anew, wait) = await metadata.GetAnewAsync(known, cancellationToken);
            keys = anew is null ? [] : KeysFor(token, anew);
            if (keys.Length == 0 && wait is not null)
            {
                return ValidationOutcome.Undecided(RefusalCause.KeyNotLookedUp, wait);
            }

            known = anew ?? known;
        }

        if (keys.Length == 0 || !IssuerTenants.MayUseKey(known, token.Kid, claims.Single("tid"), name))
        {
            return ValidationOutcome.Refused(RefusalCause.KeyUnknown);
        }

        var validated = await handler.ValidateTokenAsync(token, Parameters(claims, name, keys));
        var cause = validated.IsValid ? RefusalOf(claims) : CauseOf(validated.Exception, token, claims);
        return cause is null ? ValidationOutcome.Valid : ValidationOutcome.Refused(cause);
    }

    private RefusalCause CauseOf(Exception? exception, JsonWebToken token, ClaimSet claims) => exception switch
    {
        SecurityTokenInvalidLifetimeException => LifetimeRefusal(token, claims),
        SecurityTokenInvalidAudienceException => RefusalCause.Audience,
        _ => RefusalCause.Signature,
    };

    // What the handler does not look at.
    private RefusalCause? RefusalOf(ClaimSet claims)
    {
        // Cognito says which kind a token is; its ID tokens have the client's id as their audience.
        if (claims.Has("token_use") && claims.Single("token_use") != (options.AcceptIdTokens ? "id" : "access"))
        {
            return RefusalCause.TokenKind;
        }

        if (!claims.Has("aud") && !(claims.Single("token_use") == "access" && clients.Contains(claims.Single("client_id"), StringComparer.Ordinal)))
        {
            return RefusalCause.Audience;
        }

        return FirebaseSignIn.IsAnonymous(claims) && !options.AllowAnonymousSignIns ? RefusalCause.AnonymousSignIn : null;
    }

    private RefusalCause LifetimeRefusal(JsonWebToken token, ClaimSet claims) =>
        !claims.Has("exp") ? RefusalCause.ClaimMissing
        : token.ValidTo > (clock.GetUtcNow() - SkewAtEnd(claims)).UtcDateTime ? RefusalCause.NotYetValid
        : RefusalCause.Expired;

    // After a revoke, a token that does not say when it was issued is kept out for as long as one may live: it must not live on after that.
    private TimeSpan SkewAtEnd(ClaimSet claims) => claims.Has("iat") ? clockSkew : TimeSpan.Zero;

    private static string? NameFor(string? issuer, ClaimSet claims) => issuer is null ? null : IssuerTenants.NameFor(issuer, claims.Single("tid"));

    // By key id only: what a token's header says of where keys are (jku, x5u) or carries of its own (jwk, x5c) counts for nothing.
    private static SecurityKey[] KeysFor(JsonWebToken token, OpenIdConnectConfiguration known) => token.Kid is { Length: > 0 } id
        ? [.. known.SigningKeys.Where(key => string.Equals(key.KeyId, id, StringComparison.Ordinal))]
        : known.SigningKeys.Count == 1 ? [.. known.SigningKeys] : [];

    private TokenValidationParameters Parameters(ClaimSet claims, string name, SecurityKey[] keys) => new()
    {
        ValidIssuer = name,
        IssuerSigningKeys = keys,
        ValidAlgorithms = Algorithms,
        // Where there is an audience it counts; where there is none, only a client that a setting names stands in for it.
        ValidateAudience = claims.Has("aud") || clients.Length == 0,
        ValidAudiences = audiences,
        IgnoreTrailingSlashWhenValidatingAudience = false,
        RequireAudience = true,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (notBefore, expires, _, _) =>
            clock.GetUtcNow() is var now && expires > (now - SkewAtEnd(claims)).UtcDateTime && !(notBefore > (now + clockSkew).UtcDateTime),
    };
}
