using System.Net;

namespace AcsFunctions.Client;

/// <summary>A call that was refused or failed. Programs look at <see cref="Code"/>, people at the message.</summary>
public sealed class AcsFunctionsException : Exception
{
    /// <summary>No answer: unreachable, too slow, or given up after many failures.</summary>
    public const string NetworkError = "network_error";

    /// <summary>An answer that is not the service's, such as a proxy's page or an empty 404.</summary>
    public const string UnexpectedAnswer = "unexpected_answer";

    /// <summary>The Functions host refuses the function key.</summary>
    public const string KeyRefused = "key_refused";

    /// <summary>The credential gave no token: nothing was sent. Its own exception is the inner one.</summary>
    public const string CredentialFailed = "credential_failed";

    internal AcsFunctionsException(string code, string message, HttpStatusCode? status, TimeSpan? retryAfter = null, string? traceId = null, Exception? inner = null)
        : base($"{code}: {message}", inner)
    {
        Code = code;
        Status = status;
        RetryAfter = retryAfter;
        TraceId = traceId;
    }

    /// <summary>A code of the service (docs/errors.md), or one of the constants here.</summary>
    public string Code { get; }

    /// <summary>The HTTP status; null where there was no answer.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>When to ask again, from the answer on, where the service said so.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Finds the request in the service's telemetry; null where the app did not answer.</summary>
    public string? TraceId { get; }

    /// <summary>
    /// Whether the same call may succeed later, unchanged: by the code, as a proxy may keep <c>Retry-After</c> to itself. A gateway's 408 and 5xx may always pass.
    /// </summary>
    public bool IsTransient => Code == NetworkError || RetryAfter is not null || (int?)Status == 429 || (Code == UnexpectedAnswer
        ? (int?)Status is 408 or >= 500
        : (int?)Status == 503 && !Code.EndsWith("_not_configured", StringComparison.Ordinal));
}
