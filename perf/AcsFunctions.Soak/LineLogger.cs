using Microsoft.Extensions.Logging;

namespace AcsFunctions.Soak;

/// <summary>Tells every message, with its exception.</summary>
internal sealed class LineLogger(Action<string> logged) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var message = formatter(state, exception);
        logged(exception is null ? message : $"{message} {exception}");
    }

    public void Dispose()
    {
        // Holds nothing.
    }
}
