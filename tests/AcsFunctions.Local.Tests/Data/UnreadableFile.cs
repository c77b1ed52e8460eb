using System.Net.Sockets;

namespace AcsFunctions.Local.Tests.Data;

/// <summary>A file that is there and that nobody can open, whatever their rights: a socket.</summary>
internal sealed class UnreadableFile : IDisposable
{
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public UnreadableFile(string path) => socket.Bind(new UnixDomainSocketEndPoint(path));

    public void Dispose() => socket.Dispose();
}
