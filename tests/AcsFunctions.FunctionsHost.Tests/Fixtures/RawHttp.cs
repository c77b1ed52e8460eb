using System.Net.Sockets;
using System.Text;

namespace AcsFunctions.FunctionsHost.Tests.Fixtures;

/// <summary>Sends bytes that no HTTP client would.</summary>
internal static class RawHttp
{
    /// <returns>The head of the answer.</returns>
    public static async Task<string> SendAsync(Uri address, string request)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), cancellation);

        using var reader = new StreamReader(stream, Encoding.ASCII);
        var head = new StringBuilder();
        while (await reader.ReadLineAsync(cancellation) is { Length: > 0 } line)
        {
            head.AppendLine(line);
        }

        return head.ToString();
    }

    /// <summary>Sends bytes and goes away without an answer.</summary>
    /// <param name="address">Of the server.</param>
    /// <param name="request">What is sent.</param>
    /// <param name="isReset">Whether the connection is reset, as by a process that dies, rather than closed.</param>
    public static async Task HangUpAsync(Uri address, string request, bool isReset)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var client = new TcpClient { LingerState = new LingerOption(isReset, 0) };
        await client.ConnectAsync(address.Host, address.Port, cancellation);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), cancellation);
        // Until the server reads it.
        await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellation);
    }
}
