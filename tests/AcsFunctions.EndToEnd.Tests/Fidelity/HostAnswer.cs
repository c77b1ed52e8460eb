using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace AcsFunctions.EndToEnd.Tests.Fidelity;

/// <summary>An answer as it came over the wire, its chunks put together.</summary>
/// <param name="Headers">By name in lower case; several of a name joined by a comma.</param>
internal sealed record HostAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public static async Task<HostAnswer> ToAsync(Uri address, byte[] request, CancellationToken cancellationToken)
    {
        using TcpClient client = new();
        await client.ConnectAsync(address.Host, address.Port, cancellationToken);
        var stream = client.GetStream();
        var sending = SendAsync(stream, request, cancellationToken);
        var bytes = await ReadAsync(stream, cancellationToken);
        await sending;
        return Parse(Encoding.UTF8.GetString(bytes));
    }

    // A host that refuses by the head alone stops to read, and may reset the connection.
    private static async Task SendAsync(NetworkStream stream, byte[] request, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(request, cancellationToken);
        }
        catch (IOException)
        {
            // The answer is what counts.
        }
    }

    private static async Task<byte[]> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        using MemoryStream all = new();
        try
        {
            await stream.CopyToAsync(all, cancellationToken);
        }
        catch (IOException) when (all.Length > 0)
        {
            // Reset behind the answer.
        }

        return all.ToArray();
    }

    private static HostAnswer Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (text.StartsWith("HTTP/1.1 100 ", StringComparison.Ordinal))
        {
            return Parse(text[(end + 4)..]);
        }

        var head = text[..end].Split("\r\n");
        var headers = head[1..]
            .Select(line => line.Split(": ", 2))
            .GroupBy(parts => parts[0].ToLowerInvariant(), parts => parts[^1])
            .ToDictionary(header => header.Key, header => string.Join(", ", header));
        var body = text[(end + 4)..];
        return new HostAnswer(
            int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture),
            headers,
            headers.GetValueOrDefault("transfer-encoding") == "chunked" ? Joined(body) : body);
    }

    // By the length of each chunk; all bodies here but the contract's are ASCII, and of that one only the beginning counts.
    private static string Joined(string body)
    {
        StringBuilder whole = new();
        for (var at = 0; at < body.Length;)
        {
            var line = body.IndexOf("\r\n", at, StringComparison.Ordinal);
            var length = int.Parse(body[at..line], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                break;
            }

            whole.Append(body, line + 2, Math.Min(length, body.Length - line - 2));
            at = line + 2 + length + 2;
        }

        return whole.ToString();
    }
}
