using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AcsFunctions.AcsEmulator.Perf;

/// <summary>A keep-alive connection that sends a request and reads its answer whole.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[16 * 1024];
    private bool closeAfterSending;

    public static async Task<RawConnection> OpenAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var connection = new RawConnection();
        await connection.socket.ConnectAsync(IPAddress.Loopback, endpoint.Port, cancellationToken);
        return connection;
    }

    /// <returns>The status; 0 when the connection ended without an answer.</returns>
    public async ValueTask<(int Status, string Text)> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < request.Length;)
        {
            sent += await socket.SendAsync(request[sent..], cancellationToken);
        }

        if (closeAfterSending)
        {
            socket.Shutdown(SocketShutdown.Send);
        }

        var filled = 0;
        while (filled < buffer.Length)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled), cancellationToken);
            filled += read;
            if (read == 0 || IsWhole(buffer.AsSpan(0, filled)))
            {
                break;
            }
        }

        return (filled < 12 ? 0 : Status(buffer), Encoding.Latin1.GetString(buffer, 0, filled));
    }

    /// <summary>The same, saying that nothing more comes: a request cut short must not wait for its rest.</summary>
    public async ValueTask<(int Status, string Text)> SendLastAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        closeAfterSending = true;
        return await SendAsync(request, cancellationToken);
    }

    public void Dispose() => socket.Dispose();

    private static int Status(byte[] answer) => ((answer[9] - '0') * 100) + ((answer[10] - '0') * 10) + answer[11] - '0';

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var name = answer[..end].IndexOf("Content-Length: "u8);
        var length = 0;
        for (var at = name + 16; name >= 0 && at < end && answer[at] is >= (byte)'0' and <= (byte)'9'; at++)
        {
            length = (length * 10) + answer[at] - '0';
        }

        return answer.Length >= end + 4 + length;
    }
}
