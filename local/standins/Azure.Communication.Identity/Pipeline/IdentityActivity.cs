using System.Diagnostics;

namespace Azure.Communication.Identity.Pipeline;

/// <summary>
/// The span around one call of the client. Like every Azure client it is silent unless the process sets the switch of
/// https://learn.microsoft.com/dotnet/azure/sdk/logging. What Azure.Core keeps to itself is left out: the older
/// DiagnosticListener events, and the suppression of spans inside spans.
/// </summary>
internal readonly struct IdentityActivity(Activity activity) : IDisposable
{
    private const string Client = "CommunicationIdentityClient";

    private static readonly ActivitySource Source = new($"Azure.Communication.Identity.{Client}");

    public static IdentityActivity Start(string operation)
    {
        if (!AppContext.TryGetSwitch("Azure.Experimental.EnableActivitySource", out var enabled) || !enabled)
        {
            return default;
        }

        var activity = Source.StartActivity($"{Client}.{operation}");
        activity?.SetTag("az.namespace", "Microsoft.Communication");
        return new IdentityActivity(activity);
    }

    /// <summary>Only the kind of failure: an upstream message is not for telemetry.</summary>
    public void Fail(Exception exception)
    {
        activity?.SetTag("error.type", exception is RequestFailedException { ErrorCode: { } code } ? code : exception.GetType().FullName);
        activity?.SetStatus(ActivityStatusCode.Error);
    }

    public void Dispose() => activity?.Dispose();
}
