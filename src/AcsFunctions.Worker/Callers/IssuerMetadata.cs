using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace AcsFunctions.Worker.Callers;

/// <summary>
/// What an issuer says of itself, fetched on first use, one fetch at a time however many requests wait for it. While the issuer is down,
/// what it last said is used on, and it is asked less and less often; the same holds for keys that it does not have. Ours and not the
/// ConfigurationManager of Microsoft.IdentityModel, which takes no TimeProvider and trusts the last keys for ever.
/// </summary>
internal sealed partial class IssuerMetadata(string alias, Uri authority, IDocumentRetriever documents, TimeProvider clock, ILogger logger)
{
    /// <summary>How often an issuer that answers is asked.</summary>
    internal static readonly TimeSpan RefreshInterval = TimeSpan.FromHours(12);

    /// <summary>How long the last answer counts. Whoever keeps us from the issuer must not keep a withdrawn key alive for ever.</summary>
    internal static readonly TimeSpan Trust = TimeSpan.FromDays(3);

    private static readonly TimeSpan LongestFailureWait = TimeSpan.FromMinutes(1);

    // Whoever sends made-up key ids keeps the users of a new key waiting for as long as this.
    private static readonly TimeSpan LongestUnknownKeyWait = TimeSpan.FromSeconds(30);

    private readonly string address = $"{authority.ToString().TrimEnd('/')}/.well-known/openid-configuration";
    private readonly Lock gate = new();
    private BackOff failures = new(TimeSpan.FromSeconds(1), LongestFailureWait);
    private BackOff unknownKeys = new(TimeSpan.FromSeconds(10), LongestUnknownKeyWait);
    private OpenIdConnectConfiguration? current;
    private TimeSpan fetchedOn;
    private Task? running;
    private bool isNoIssuer;

    // By no time of day: a clock that was ahead, and is set right, must not have us wait until then, nor trust until then.
    private TimeSpan Now => clock.GetElapsedTime(0);

    /// <summary>The issuer's name, where it is known without asking.</summary>
    public string? KnownName => Usable(Now)?.Issuer;

    /// <summary>Whether something answered under the address, the last time that it was asked, and was no issuer.</summary>
    public bool IsNoIssuer
    {
        get
        {
            lock (gate)
            {
                return isNoIssuer;
            }
        }
    }

    /// <summary>The metadata; null where there is none and the issuer does not answer, or did not a moment ago.</summary>
    public async Task<OpenIdConnectConfiguration?> GetAsync(CancellationToken cancellationToken)
    {
        Task? fetch;
        lock (gate)
        {
            var now = Now;
            var isDue = current is null || now - fetchedOn >= RefreshInterval;
            if (isDue)
            {
                FetchUnlessHeldBack(now);
            }

            fetch = running;
            if (Usable(now) is { } known)
            {
                return known;
            }
        }

        return await AwaitAsync(fetch, cancellationToken);
    }

    /// <summary>
    /// The metadata after asking again for a key that is not in what was seen of it. Where asking is held back, or fails, how long until it
    /// is worth another try: the key may well be the issuer's.
    /// </summary>
    public async Task<(OpenIdConnectConfiguration? Known, TimeSpan? AskAgainIn)> GetAnewAsync(OpenIdConnectConfiguration seen, CancellationToken cancellationToken)
    {
        Task? fetch;
        TimeSpan? rest = null;
        OpenIdConnectConfiguration? before;
        lock (gate)
        {
            var now = Now;
            if (!ReferenceEquals(current, seen))
            {
                // Others have asked since: to ask once more would only hold back whoever has a reason to.
                return (Usable(now), null);
            }

            rest = running is null ? unknownKeys.Rest(now) ?? failures.Rest(now) : null;
            if (running is null && rest is null)
            {
                FetchUnlessHeldBack(now);
                unknownKeys = unknownKeys.After(now);
            }

            before = current;
            fetch = running;
        }

        var known = await AwaitAsync(fetch, cancellationToken);
        return (known, rest ?? (ReferenceEquals(known, before) ? RestOfFailures() : null));
    }

    private TimeSpan RestOfFailures()
    {
        lock (gate)
        {
            return failures.Rest(Now) ?? TimeSpan.FromSeconds(1);
        }
    }

    private async Task<OpenIdConnectConfiguration?> AwaitAsync(Task? fetch, CancellationToken cancellationToken)
    {
        if (fetch is not null)
        {
            await fetch.WaitAsync(cancellationToken);
        }

        return Usable(Now);
    }

    private OpenIdConnectConfiguration? Usable(TimeSpan now)
    {
        lock (gate)
        {
            return now - fetchedOn < Trust ? current : null;
        }
    }

    // The requests that wait share the fetch, so that none of them may cancel it.
    private void FetchUnlessHeldBack(TimeSpan now) =>
        running ??= failures.Rest(now) is not null ? null : Task.Run(() => FetchAsync(CancellationToken.None), CancellationToken.None);

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        OpenIdConnectConfiguration? fetched = null;
        var wasAnswered = true;
        try
        {
            fetched = await OpenIdConnectConfigurationRetriever.GetAsync(address, documents, cancellationToken);
        }
        catch (Exception exception)
        {
            wasAnswered = IsAnswer(exception);
            Log.IssuerUnreachable(logger, alias, exception.GetType().Name);
        }

        lock (gate)
        {
            running = null;
            Take(fetched, Now);
            isNoIssuer = wasAnswered && (fetched is null || !ReferenceEquals(fetched, current));
        }
    }

    // "Not here" is an answer, and so is a page that is no metadata; "not now" is none.
    private static bool IsAnswer(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests } => false,
        HttpRequestException { StatusCode: { } status } => status < HttpStatusCode.InternalServerError,
        // HttpClient lets the last one through as it is, of a connection that is reset as soon as it is made.
        HttpRequestException or OperationCanceledException or IOException or SocketException => false,
        _ => true,
    };

    private void Take(OpenIdConnectConfiguration? fetched, TimeSpan now)
    {
        // A document without a name or without keys is as good as none.
        if (fetched is null || string.IsNullOrEmpty(fetched.Issuer) || fetched.SigningKeys.Count == 0)
        {
            failures = failures.After(now);
            return;
        }

        if (fetched.SigningKeys.Any(key => current?.SigningKeys.Any(known => known.KeyId == key.KeyId) == false))
        {
            unknownKeys = unknownKeys.Reset();
        }

        failures = failures.Reset();
        current = fetched;
        fetchedOn = now;
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Error, "Issuer {Alias} could not be asked for its keys: {ExceptionType}")]
        public static partial void IssuerUnreachable(ILogger logger, string alias, string exceptionType);
    }
}
