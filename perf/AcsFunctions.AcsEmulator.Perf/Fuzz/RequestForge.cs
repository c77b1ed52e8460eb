using System.Text;

namespace AcsFunctions.AcsEmulator.Perf.Fuzz;

/// <summary>Makes requests from a seed: half of them signed and nearly right, the rest wrong in their method, target, headers, body or bytes.</summary>
internal sealed class RequestForge(Random random, SignedRequest signer, IReadOnlyList<string> ids, DateTimeOffset now)
{
    private static readonly string[] Methods = ["POST", "DELETE", "GET", "PUT", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "post", "BREW", "", "P OST", "\0"];
    private static readonly string[] Versions = ["2023-10-01", "2025-03-02-preview", "2020-07-20-preview2", "2026-09-23", "2021-03-31-preview1", "", "x", "2023-10-01&api-version=1", "%00", "{uri}"];
    private static readonly string[] Actions = ["", "/", "/:issueAccessToken", "/:revokeAccessTokens", "/:unknown", "/%3AissueAccessToken", "/token", "//:issueAccessToken"];
    private static readonly string[] Roots =
    [
        "/identities", "/identities/", "/teams/me/:issueAccessToken", "/teamsUser/:exchangeAccessToken", "/access/entra/assignments", "/access/entra/:exchangeAccessToken",
        "/access/teamsExtension/:exchangeAccessToken", "/access/teamsExtension/tenants/x/assignments/y", "/_emulator/identities", "/_emulator/tokens/validate",
        "/_emulator/counts", "/_emulator/jwks", "/_emulator/nothing", "/", "*", "http://x/identities", "//", "/%", "/../..",
    ];

    private static readonly string[] Values =
    [
        "null", "0", "-1", "59", "60", "1441", "60.5", "1e400", "2147483648", "\"chat\"", "[]", "[null]", "[\"chat\"]", "[\"chat\",\"chat\"]", "[1]", "{}",
        "\"\"", "\"\\ud800\"", "\"\\u0000\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59.999Z\"", "true", "[[[[[[[[[[", "\"" + "a\"", "\"eyJhbGciOiJub25lIn0.eyJleHAiOjk5OTk5OTk5OTk5OTk5OTk5OX0.\"",
    ];

    private static readonly string[] Fields = ["scopes", "createTokenWithScopes", "expiresInMinutes", "customId", "token", "appId", "userId", "tenantId", "principalType", "clientIds", "tokensValidFrom", "SCOPES", ""];

    /// <summary>Sizes of a chunk that no reader can take for one.</summary>
    private static readonly string[] ChunkSizes = ["80000000", "fffffffff", "7fffffffffffffffff", new string('f', 5000), "-1", "0x10", "x", "", " ", "1\n"];

    private static readonly string[] Authorities = ["a:80", "127.0.0.1:1", "[::1]:80", "a", "a:99999999", "/identities", "/_emulator/identities", "*", "http://a/"];

    private static readonly string[] Hosts =
        ["a b", "[::", "a:99999999", "%%%", "", "\u00e9.-", "a,b", "http://a/", "@", "a:-1", "127.0.0.1:0:0", "localhost\t", new string('h', 9000), "[fe80::1%25eth0]", "xn--"];

    public ForgedRequest Next()
    {
        if (random.Next(12) == 0)
        {
            return Odd();
        }

        var (method, target) = random.Next(2) == 0 ? NearlyRight() : (Methods[random.Next(random.Next(2) == 0 ? 5 : Methods.Length)], Target());
        var body = Body();
        var request = signer.Build(method, target, body, now.AddSeconds(random.Next(20) == 0 ? random.Next(-4000, 4000) : 0));
        return random.Next(4) switch
        {
            0 => new ForgedRequest(Mutate(request), IsWhole: false),
            1 => WithHeader(request, Header(), method),
            _ => new ForgedRequest(request, IsWhole: method != "HEAD"),
        };
    }

    /// <summary>What breaks the rules of HTTP rather than the service's, but for that is whole and signed.</summary>
    private ForgedRequest Odd()
    {
        var (method, target) = NearlyRight();
        return random.Next(3) switch
        {
            0 => new ForgedRequest(
                Encoding.Latin1.GetBytes($"{method} {target} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n{ChunkSizes[random.Next(ChunkSizes.Length)]}\r\n{{}}\r\n0\r\n\r\n"), IsWhole: true),
            1 => new ForgedRequest(signer.Build("CONNECT", Authorities[random.Next(Authorities.Length)], random.Next(2) == 0 ? "" : "{}", now), IsWhole: true),
            _ => new ForgedRequest(signer.Build(method, random.Next(4) == 0 ? "/_emulator/counts" : target, "{}", now, Hosts[random.Next(Hosts.Length)]), IsWhole: true),
        };
    }

    private (string Method, string Target) NearlyRight()
    {
        var (version, id) = (Versions[random.Next(4)], Uri.EscapeDataString(ids[random.Next(ids.Count)]));
        return random.Next(100) switch
        {
            < 50 => ("POST", $"/identities/{id}/:issueAccessToken?api-version={version}"),
            < 65 => ("POST", $"/identities?api-version={version}"),
            < 80 => ("POST", $"/identities/{id}/:revokeAccessTokens?api-version={version}"),
            < 93 => ("POST", $"/teamsUser/:exchangeAccessToken?api-version={version}"),
            < 99 => ("POST", "/_emulator/tokens/validate"),
            _ => ("DELETE", $"/identities/{id}?api-version={version}"),
        };
    }

    private static ForgedRequest WithHeader(byte[] request, string header, string method)
    {
        var text = Encoding.Latin1.GetString(request);
        var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var isWhole = method != "HEAD" && !header.StartsWith("Transfer-Encoding", StringComparison.Ordinal);
        return new ForgedRequest(Encoding.Latin1.GetBytes(text.Insert(head, $"\r\n{header}")), isWhole);
    }

    private string Target()
    {
        var path = random.Next(3) == 0 ? Roots[random.Next(Roots.Length)] : $"/identities/{Id()}{Actions[random.Next(Actions.Length)]}";
        return random.Next(8) == 0 ? path : $"{path}?api-version={Versions[random.Next(random.Next(3) == 0 ? Versions.Length : 4)]}";
    }

    private string Id() => random.Next(6) switch
    {
        0 => Noise(random.Next(1, 60)),
        1 => $"8:acs:{Guid.Empty}_{Guid.Empty}",
        2 => $"8%3Aacs%3A{Noise(10)}",
        3 => new string('a', random.Next(5000)),
        _ => Uri.EscapeDataString(ids[random.Next(ids.Count)]),
    };

    private string Body()
    {
        if (random.Next(3) == 0)
        {
            return """{"scopes":["chat"],"createTokenWithScopes":["voip"],"color":"green"}""";
        }

        if (random.Next(6) == 0)
        {
            return random.Next(3) switch { 0 => "", 1 => new string('[', random.Next(5000)), _ => Noise(random.Next(200)) };
        }

        var fields = Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{Fields[random.Next(Fields.Length)]}\":{Values[random.Next(Values.Length)]}");
        return $"{{{string.Join(',', fields)}}}";
    }

    private string Header() => random.Next(9) switch
    {
        0 => "Transfer-Encoding: chunked",
        1 => "Expect: 100-continue",
        2 => $"x-ms-client-request-id: {Noise(20).Replace('\r', ' ').Replace('\n', ' ')}",
        3 => $"Authorization: Bearer {Noise(30).Replace('\r', ' ').Replace('\n', ' ')}",
        4 => "Content-Length: 99999999999999999999",
        5 => "Authorization: HMAC-SHA256 SignedHeaders=&Signature=",
        6 => "Connection: upgrade\r\nUpgrade: h2c",
        7 => "Host: other",
        _ => $"x-noise: {new string('n', random.Next(40_000))}",
    };

    private string Noise(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next(random.Next(4) == 0 ? 256 : 127)));

    private byte[] Mutate(byte[] request)
    {
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            request[random.Next(request.Length)] = (byte)random.Next(256);
        }

        return random.Next(5) == 0 ? request[..random.Next(1, request.Length)] : request;
    }
}
