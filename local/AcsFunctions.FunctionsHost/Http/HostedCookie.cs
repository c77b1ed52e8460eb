using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FunctionsHost.Http;

internal sealed class HostedCookie : IHttpCookie
{
    public string? Domain { get; init; }

    public DateTimeOffset? Expires { get; init; }

    public bool? HttpOnly { get; init; }

    public double? MaxAge { get; init; }

    public string Name { get; init; } = string.Empty;

    public string? Path { get; init; }

    public SameSite SameSite { get; init; }

    public bool? Secure { get; init; }

    public string Value { get; init; } = string.Empty;
}
