using System.Diagnostics;

namespace AcsFunctions.Telemetry;

/// <summary>The spans of the service: one for each operation, under which the Azure client libraries put theirs.</summary>
public static class ServiceActivity
{
    /// <summary>The source that exporters listen to.</summary>
    public const string SourceName = "AcsFunctions";

    /// <summary>The user's hash, a pseudonym. Never the id.</summary>
    public const string User = "acsfunctions.user";

    /// <summary>How the operation ended, as in <see cref="Outcome"/>.</summary>
    public const string Outcome = "acsfunctions.outcome";

    internal static ActivitySource Source { get; } = new(SourceName);
}
