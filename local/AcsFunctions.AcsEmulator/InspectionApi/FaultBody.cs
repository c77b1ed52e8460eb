namespace AcsFunctions.AcsEmulator.InspectionApi;

/// <summary>A fault as the inspection API takes it.</summary>
internal sealed record FaultBody
{
    /// <summary>Null: any operation.</summary>
    public AcsOperation? Operation { get; init; }

    public FaultName? Fault { get; init; }

    /// <summary>Null: one.</summary>
    public int? Calls { get; init; }

    /// <summary>For <see cref="FaultName.Status"/> and <see cref="FaultName.HtmlPage"/>.</summary>
    public int? Status { get; init; }

    /// <summary>For <see cref="FaultName.Status"/>.</summary>
    public double? RetryAfterSeconds { get; init; }

    /// <summary>For <see cref="FaultName.Status"/>.</summary>
    public bool AfterEffect { get; init; }

    /// <summary>For <see cref="FaultName.Delay"/>.</summary>
    public double? LatencyMilliseconds { get; init; }

    public static FaultBody Of(PlannedFault planned) => new()
    {
        Operation = planned.Operation,
        Fault = NameOf(planned.Fault),
        Calls = planned.Calls,
        Status = planned.Fault.Kind == FaultKind.Status ? planned.Fault.Status : null,
        RetryAfterSeconds = planned.Fault.RetryAfter?.TotalSeconds,
        AfterEffect = planned.Fault.AfterEffect,
        LatencyMilliseconds = planned.Fault.Kind == FaultKind.Delay ? planned.Fault.Latency.TotalMilliseconds : null,
    };

    /// <returns>What is wrong with it, or null.</returns>
    public string? Explain()
    {
        if (Fault is null or FaultName.Hold or FaultName.DropWithLateEffect)
        {
            return "fault must be one of: status, delay, dropBeforeEffect, dropAfterEffect, truncatedBody, htmlPage, hang.";
        }

        if (Calls < 1)
        {
            return "calls must be at least 1.";
        }

        if (Fault is FaultName.Status && Status is null || Status is < 400 or > 599)
        {
            return "status must be 400 to 599.";
        }

        if (RetryAfterSeconds is < 0 or > 86_400)
        {
            return "retryAfterSeconds must be 0 to 86400.";
        }

        return Fault is FaultName.Delay && LatencyMilliseconds is null or < 0 or > 3_600_000
            ? "latencyMilliseconds must be 0 to 3600000."
            : null;
    }

    public void AddTo(FaultPlan faults)
    {
        var fault = ToFault();
        if (Operation is { } operation)
        {
            faults.Next(operation, fault, Calls ?? 1);
        }
        else
        {
            faults.NextOfAny(fault, Calls ?? 1);
        }
    }

    private Fault ToFault() => Fault switch
    {
        FaultName.Status => AcsEmulator.Fault.Answer(Status!.Value, RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null, AfterEffect),
        FaultName.Delay => AcsEmulator.Fault.Delay(TimeSpan.FromMilliseconds(LatencyMilliseconds!.Value)),
        FaultName.DropBeforeEffect => AcsEmulator.Fault.DropBeforeEffect,
        FaultName.DropAfterEffect => AcsEmulator.Fault.DropAfterEffect,
        FaultName.TruncatedBody => AcsEmulator.Fault.TruncatedBody,
        FaultName.HtmlPage => AcsEmulator.Fault.HtmlPage(Status ?? 502),
        _ => AcsEmulator.Fault.Hang,
    };

    private static FaultName NameOf(Fault fault) => fault.Kind switch
    {
        FaultKind.Status => fault.IsHtml ? FaultName.HtmlPage : FaultName.Status,
        FaultKind.Delay => FaultName.Delay,
        FaultKind.Drop => fault.AfterEffect ? FaultName.DropAfterEffect : FaultName.DropBeforeEffect,
        FaultKind.TruncatedBody => FaultName.TruncatedBody,
        FaultKind.Hold => FaultName.Hold,
        FaultKind.DropWithLateEffect => FaultName.DropWithLateEffect,
        _ => FaultName.Hang,
    };
}
