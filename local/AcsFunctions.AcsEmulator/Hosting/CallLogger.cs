using AcsFunctions.AcsEmulator.Protocol;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>Writes the line of a call, where somebody listens.</summary>
internal sealed class CallLogger(ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("AcsEmulator");

    public void Answered(Call call, AcsAnswer answer, TimeSpan elapsed)
    {
        if (!_logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        var subject = answer.Subject ?? CallSubject.Of(call.Route, call.Request);
        if (answer.Reason is { } reason)
        {
            _logger.Refused(answer.Status, call.Route.Operation, subject, elapsed.TotalMilliseconds, reason);
        }
        else
        {
            _logger.Answered(answer.Status, call.Route.Operation, subject, elapsed.TotalMilliseconds);
        }
    }

    public void Struck(Call call, Fault fault)
    {
        if (_logger.IsEnabled(LogLevel.Information))
        {
            _logger.Struck(call.Route.Operation, CallSubject.Of(call.Route, call.Request), fault.Kind.ToString(), fault.AfterEffect ? "after" : "before");
        }
    }
}
