using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FunctionsHost.Http;

internal static class RequestCookies
{
    public static IReadOnlyCollection<IHttpCookie> Parse(string header) =>
        [.. header.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Read)];

    private static HostedCookie Read(string pair)
    {
        var parts = pair.Split('=', 2);
        return new HostedCookie { Name = parts[0].Trim(), Value = parts.Length > 1 ? parts[1] : string.Empty };
    }
}
