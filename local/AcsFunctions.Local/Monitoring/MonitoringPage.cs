namespace AcsFunctions.Local.Monitoring;

/// <summary>All that the page shows.</summary>
internal sealed record MonitoringPage(IReadOnlyList<AlertState> Alerts, IReadOnlyList<Figure> Figures);
