namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>A worker ended before it was ready, or could not be started. The message is the worker's own where it gave one.</summary>
public sealed class WorkerStartException(string message, string? failure = null) : Exception(message)
{
    /// <value>The full name of the exception that ended the worker, such as <c>Azure.RequestFailedException</c>; null where none is known.</value>
    public string? Failure { get; } = failure;
}
