using System.Runtime.ExceptionServices;

namespace AcsFunctions;

/// <summary>
/// Cancelled in a repetition, a client library of Azure throws what all attempts met, in an exception of another type. For whoever cancelled
/// it is a cancellation all the same.
/// </summary>
internal static class CancelledCall
{
    /// <summary>Throws where the token is cancelled, and then nothing but a cancellation.</summary>
    /// <param name="exception">What the call threw.</param>
    /// <param name="cancellationToken">That of the call.</param>
    public static void ThrowIfCancelled(Exception exception, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
        {
            return;
        }

        if (exception is OperationCanceledException)
        {
            ExceptionDispatchInfo.Throw(exception);
        }

        throw new OperationCanceledException("Cancelled while a call was repeated.", exception, cancellationToken);
    }
}
