namespace AcsFunctions.AcsEmulator.InspectionApi;

internal enum FaultName
{
    Status,
    Delay,
    DropBeforeEffect,
    DropAfterEffect,
    TruncatedBody,
    HtmlPage,
    Hang,

    /// <summary>Planned in process; cannot be asked for over HTTP.</summary>
    Hold,

    /// <summary>Planned in process; cannot be asked for over HTTP.</summary>
    DropWithLateEffect,
}
