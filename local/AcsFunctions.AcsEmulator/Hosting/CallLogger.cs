using AcsFunctions.AcsEmulator.Protocol;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>Writes the line of a call, where somebody listens.</summary>
internal sealed class CallLogger(ILoggerFactory loggers)
{
    private readonly ILogger logger = loggers.CreateLogger("AcsEmulator");

    public void Answered(Call call, AcsResponse answer, TimeSpan elapsed)
    {
        if (!logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        var subject = answer.Subject ?? CallSubject.Of(call.Route, call.Request);
        if (answer.Reason is { } reason)
        {
            logger.Refused(answer.Status, call.Route.Operation, subject, elapsed.TotalMilliseconds, reason);
        }
        else
        {
            logger.Answered(answer.Status, call.Route.Operation, subject, elapsed.TotalMilliseconds);
        }
    }

    public void Struck(Call call, Fault fault)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            logger.Struck(call.Route.Operation, CallSubject.Of(call.Route, call.Request), fault.Kind.ToString(), fault.AfterEffect ? "after" : "before");
        }
    }
}
