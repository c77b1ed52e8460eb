using System.Diagnostics.Metrics;
using AcsFunctions.Telemetry;

namespace AcsFunctions.Worker.Callers;

/// <summary>What callers try. Tags have a fixed set of values: nothing that a caller sends becomes one.</summary>
public sealed class CallerMetrics
{
    internal const string MeterName = ServiceMeter.MeterName;
    internal const string SwitchedOff = "switched_off";
    internal const string OffAtPlatform = "off_at_platform";

    private readonly Counter<long> principalsIgnored;
    private readonly Counter<long> tokensRateLimited;
    private readonly Counter<long> refusals;

    public CallerMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(MeterName);
        principalsIgnored = meter.CreateCounter<long>(
            "acsfunctions.callers.principals_ignored", "{request}", "Requests with a client-principal header that nobody vouches for.");
        tokensRateLimited = meter.CreateCounter<long>(
            "acsfunctions.callers.tokens_rate_limited", "{request}", "Token requests over a user's limit.");
        refusals = meter.CreateCounter<long>("acsfunctions.callers.refusals", "{request}", "Requests whose caller was refused.");
    }

    internal void Refused(RefusalCause reason) => refusals.Add(1, KeyValuePair.Create<string, object?>("reason", reason.Name));

    internal void PrincipalIgnored(string reason) => principalsIgnored.Add(1, KeyValuePair.Create<string, object?>("reason", reason));

    internal void TokenRateLimited() => tokensRateLimited.Add(1);
}
