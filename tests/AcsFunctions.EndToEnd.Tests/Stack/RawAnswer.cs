using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace AcsFunctions.EndToEnd.Tests.Stack;

/// <summary>An answer to bytes that no HTTP client would send.</summary>
/// <param name="Text">The whole answer, head and body.</param>
public sealed record RawAnswer(int Status, string Text)
{
    private string Body => Text[(Text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    /// <summary>The code of a problem of ours; empty for an answer of the host.</summary>
    public string Code => Body.Contains("\"code\"", StringComparison.Ordinal)
        ? JsonDocument.Parse(Body[Body.IndexOf('{', StringComparison.Ordinal)..(Body.LastIndexOf('}') + 1)]).RootElement.GetProperty("code").GetString()!
        : "";

    public static async Task<RawAnswer> ToAsync(Uri address, string head, string body)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, cancellation);
        var stream = client.GetStream();
        var request = $"{head}\r\nHost: {address.Authority}\r\nConnection: close\r\n\r\n{body}";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), cancellation);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var text = await reader.ReadToEndAsync(cancellation);
        return new RawAnswer(int.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture), text);
    }
}
