using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AcsFunctions.StandIns.Tests.Client;

/// <summary>Reads one request off a loopback socket, byte by byte as it came, and answers as the service would.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public RawServer() => listener.Start();

    public string Authority => $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public async Task<RawRequest> AnswerOne(string operation, CancellationToken cancellationToken)
    {
        using var connection = await listener.AcceptTcpClientAsync(cancellationToken);
        await using var stream = connection.GetStream();
        var request = await Read(stream, cancellationToken);

        var (status, body) = Calls.SuccessOf(operation);
        var head = $"HTTP/1.1 {status} Done\r\nContent-Type: application/json\r\n{(status == 204 ? "" : $"Content-Length: {body?.Length ?? 0}\r\n")}Connection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + body), cancellationToken);
        return request;
    }

    public void Dispose() => listener.Dispose();

    private static async Task<RawRequest> Read(NetworkStream stream, CancellationToken cancellationToken)
    {
        var received = new List<byte>();
        var one = new byte[1];
        while (!EndsHead(received))
        {
            await stream.ReadExactlyAsync(one, cancellationToken);
            received.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. received]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, null) : 0];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return new RawRequest(first[0], first[1], headers, body);
    }

    private static bool EndsHead(List<byte> received) => received is [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'];
}
