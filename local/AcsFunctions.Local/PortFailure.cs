using System.Net.Sockets;

namespace AcsFunctions.Local;

/// <summary>Why a port cannot be listened on.</summary>
internal static class PortFailure
{
    /// <returns>The sentence for the person at the keyboard; null where the failure is of another kind.</returns>
    public static LocalStackException? Explain(Exception failure, int port, string listener) => (failure.GetBaseException() as SocketException)?.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => InUse(port, listener),
        SocketError.AccessDenied => Denied(port, listener),
        _ => null,
    };

    public static LocalStackException InUse(int port, string listener) =>
        new($"Port {port} is in use, so {listener} cannot listen there: stop what uses it, or choose another port (--port).");

    public static LocalStackException Denied(int port, string listener) => new(
        $"Port {port} is denied by the system, so {listener} cannot listen there: those below 1024 need privileges on Unix, and Windows reserves some; choose another port (--port).");
}
