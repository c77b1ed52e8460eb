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

    private readonly string header;
    private readonly ClaimMapper mapper;
    // An app for back-ends alone never reads a token: the first one loads what it takes.
    private readonly Lazy<JwtIssuer[]> issuers;

    public BearerAuthentication(
        IOptions<AuthenticationOptions> options, ClaimMapper mapper, IssuerDocuments documents, TimeProvider clock, ILogger<BearerAuthentication> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(documents);
        this.mapper = mapper;
        header = options.Value.Header;
        IsConfigured = options.Value.Issuers.Count > 0;
        issuers = new(() =>
        {
            var handler = new JsonWebTokenHandler { MapInboundClaims = false, MaximumTokenSizeInBytes = MaxTokenLength };
            return [.. options.Value.Issuers.Select(issuer => new JwtIssuer(
                issuer.Key, issuer.Value, options.Value.ClockSkew, handler, documents.Of(issuer.Value.Authority!), clock, logger))];
        });
    }

    /// <summary>Whether any issuer is configured.</summary>
    public bool IsConfigured { get; }

    /// <summary>How each issuer is, by its alias; all are asked at once.</summary>
    public async Task<IReadOnlyList<(string Alias, IssuerState State)>> StatesAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(issuers.Value.Select(async issuer => (issuer.ClaimMapping.Alias, await issuer.GetStateAsync(cancellationToken))));

    /// <summary>Whether the request has the header that carries tokens, whatever is in it.</summary>
    public bool IsSentWith(HttpRequestData request) => BearerToken.Read(request, header) != "";

    /// <summary>Whether the request carries a token, good or not.</summary>
    public bool HasToken(HttpRequestData request) => BearerToken.Read(request, header) is { Length: > 0 };

    public async Task<Result<Caller, CallerRefusal>> AuthenticateAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
        var text = BearerToken.Read(request, header);
        if (text == "")
        {
            return CallerRefusal.AuthenticationRequired;
        }

        if (text is not { Length: <= MaxTokenLength })
        {
            return CallerRefusal.InvalidToken(RefusalCause.NotOneToken);
        }

        return StrictJwt.Read(text, out var token, out var claims) is { } refusal
            ? CallerRefusal.InvalidToken(refusal)
            : await ValidateAsync(token!, claims!, cancellationToken);
    }

    private async Task<Result<Caller, CallerRefusal>> ValidateAsync(JsonWebToken token, ClaimSet claims, CancellationToken cancellationToken)
    {
        CallerRefusal? refused = null;
        CallerRefusal? undecided = null;
        // Whom we know to issue such tokens comes first: another issuer's silence must not keep its users waiting.
        IEnumerable<JwtIssuer> inOrder = issuers.Value.Length == 1 ? issuers.Value : issuers.Value.OrderByDescending(issuer => issuer.IsKnownToIssue(token, claims));
        foreach (var issuer in inOrder)
        {
            switch (await issuer.ValidateAsync(token, claims, cancellationToken))
            {
                case { IsForeign: true }:
                    break;
                case { Refusal: null }:
                    return mapper.Map(claims, issuer.ClaimMapping);
                case { Refusal: { Reason: CallerRefusalReason.IssuerUnavailable } refusal }:
                    undecided ??= refusal;
                    break;
                case { Refusal: { } problem }:
                    refused ??= problem;
                    break;
            }
        }

        return undecided ?? refused ?? CallerRefusal.InvalidToken(RefusalCause.IssuerUnknown);
    }
}
