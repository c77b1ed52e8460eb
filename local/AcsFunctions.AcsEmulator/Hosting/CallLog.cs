using Microsoft.Extensions.Logging;

namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>One line per call, for people. No query, no header and no body is ever part of it.</summary>
internal static partial class CallLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Status} {Operation} {Subject} in {Milliseconds:F1} ms")]
    public static partial void Answered(this ILogger logger, int status, AcsOperation operation, string subject, double milliseconds);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "{Status} {Operation} {Subject} in {Milliseconds:F1} ms: {Reason}")]
    public static partial void Refused(this ILogger logger, int status, AcsOperation operation, string subject, double milliseconds, string reason);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "--- {Operation} {Subject}: fault {Fault}, {Effect} effect")]
    public static partial void Struck(this ILogger logger, AcsOperation operation, string subject, string fault, string effect);
}
