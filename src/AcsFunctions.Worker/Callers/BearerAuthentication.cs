using System.Runtime.CompilerServices;
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
    // By their hosts. An app for back-ends alone never reads a token: the first one loads what it takes.
    private readonly Lazy<JwtIssuer[][]> hosts;

    public BearerAuthentication(
        IOptions<AuthenticationOptions> options, ClaimMapper mapper, IssuerDocuments documents, TimeProvider clock, ILogger<BearerAuthentication> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(documents);
        this.mapper = mapper;
        header = options.Value.Header;
        IsConfigured = options.Value.Issuers.Count > 0;
        hosts = new(() =>
        {
            var handler = new JsonWebTokenHandler { MapInboundClaims = false, MaximumTokenSizeInBytes = MaxTokenLength };
            return [.. options.Value.Issuers
                .Select(issuer => new JwtIssuer(issuer.Key, issuer.Value, options.Value.ClockSkew, handler, documents.Of(issuer.Value.Authority!), clock, logger))
                .GroupBy(issuer => issuer.Host, (_, ofTheHost) => ofTheHost.ToArray())];
        });
    }

    /// <summary>Whether any issuer is configured.</summary>
    public bool IsConfigured { get; }

    /// <summary>How each issuer is, by its alias; all are asked at once.</summary>
    public async Task<IReadOnlyList<(string Alias, IssuerState State)>> StatesAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(hosts.Value.SelectMany(host => host).Select(async issuer => (issuer.ClaimMapping.Alias, await issuer.GetStateAsync(cancellationToken))));

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
        await foreach (var (issuer, outcome) in AskAllAsync(token, claims, cancellationToken))
        {
            if (outcome.Decides)
            {
                return outcome.Refusal is { } refusal ? refusal : mapper.Map(claims, issuer.ClaimMapping);
            }

            if (outcome.IsUndecided)
            {
                undecided ??= outcome.Refusal;
            }
            else
            {
                refused ??= outcome.Refusal;
            }
        }

        // One that has the token's name and refuses knows more than one that is not there.
        return refused ?? undecided ?? CallerRefusal.InvalidToken(RefusalCause.IssuerUnknown);
    }

    // Whom we know to issue such tokens comes first, and all others are asked at once: an issuer's silence must not keep another's users waiting.
    private async IAsyncEnumerable<(JwtIssuer Issuer, ValidationOutcome Outcome)> AskAllAsync(
        JsonWebToken token, ClaimSet claims, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Nearly every app has one, and every token comes by here.
        if (hosts.Value is [var only])
        {
            yield return await AskAsync(only, token, claims, cancellationToken);
            yield break;
        }

        var isKnown = hosts.Value.ToLookup(host => host.Any(issuer => issuer.IsKnownToIssue(token, claims)));
        foreach (var host in isKnown[true])
        {
            yield return await AskAsync(host, token, claims, cancellationToken);
        }

        await foreach (var answer in Task.WhenEach(isKnown[false].Select(host => AskAsync(host, token, claims, cancellationToken))).WithCancellation(cancellationToken))
        {
            yield return await answer;
        }
    }

    // In the order of their aliases, so that a token that two would accept is always the same user's. Who cannot say now might accept what another refuses.
    private static async Task<(JwtIssuer Issuer, ValidationOutcome Outcome)> AskAsync(
        JwtIssuer[] host, JsonWebToken token, ClaimSet claims, CancellationToken cancellationToken)
    {
        var last = (Issuer: host[0], Outcome: ValidationOutcome.Foreign);
        IEnumerable<JwtIssuer> inOrder = host.Length == 1 ? host : host.OrderByDescending(issuer => issuer.IsKnownToIssue(token, claims));
        foreach (var issuer in inOrder)
        {
            var outcome = await issuer.ValidateAsync(token, claims, cancellationToken);
            if (outcome.Decides)
            {
                return (issuer, outcome);
            }

            last = last.Outcome.IsForeign || (outcome.IsUndecided && !last.Outcome.IsUndecided) ? (issuer, outcome) : last;
        }

        return last;
    }
}
