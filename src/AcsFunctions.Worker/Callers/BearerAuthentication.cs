using AcsFunctions.Worker.Responses;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AcsFunctions.Worker.Callers;

/// <summary>Access tokens of the configured issuers.</summary>
public sealed class BearerAuthentication
{
    // Access tokens are 1 to 4 kB; whoever sends more wants us to work.
    private const int MaxTokenLength = 16 * 1024;

    private readonly CallerRules rules;
    private readonly JwtIssuer[] issuers;

    public BearerAuthentication(
        IOptions<AuthenticationOptions> options, CallerRules rules, IssuerDocuments documents, TimeProvider clock, ILogger<BearerAuthentication> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.rules = rules;
        var handler = new JsonWebTokenHandler { MapInboundClaims = false, MaximumTokenSizeInBytes = MaxTokenLength };
        issuers = [.. options.Value.Issuers.Select(
            issuer => new JwtIssuer(issuer.Key, issuer.Value, options.Value.ClockSkew, handler, documents, clock, logger))];
    }

    /// <summary>Whether any issuer is configured.</summary>
    public bool IsConfigured => issuers.Length > 0;

    public async Task<Attempt<Caller>> AuthenticateAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
        var text = BearerToken.Read(request);
        if (text == "")
        {
            return Problem.AuthenticationRequired;
        }

        if (text is not { Length: <= MaxTokenLength } || !StrictJwt.TryRead(text, out var token, out var claims))
        {
            return Problem.InvalidToken;
        }

        var wasUnreachable = false;
        // Whom we know to issue such tokens comes first: another issuer's silence must not keep its users waiting.
        IEnumerable<JwtIssuer> inOrder = issuers.Length == 1 ? issuers : issuers.OrderByDescending(issuer => issuer.IsKnownToIssue(token));
        foreach (var issuer in inOrder)
        {
            switch (await issuer.JudgeAsync(token, cancellationToken))
            {
                case IssuerVerdict.Valid:
                    return rules.Apply(claims, issuer.Terms);
                case IssuerVerdict.Unreachable:
                    wasUnreachable = true;
                    break;
                default:
                    break;
            }
        }

        return wasUnreachable ? Problem.IssuerUnavailable : Problem.InvalidToken;
    }
}
