using Microsoft.Extensions.Logging;

namespace AcsFunctions.Local;

/// <summary>The loggers of a part that has no container of its own.</summary>
internal sealed class StackLoggers(Action<ILoggingBuilder>? configure) : IAsyncDisposable
{
    public ILoggerFactory Factory { get; } = LoggerFactory.Create(builder => configure?.Invoke(builder));

    public ValueTask DisposeAsync()
    {
        Factory.Dispose();
        return ValueTask.CompletedTask;
    }
}
