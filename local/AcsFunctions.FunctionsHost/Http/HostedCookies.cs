using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FunctionsHost.Http;

internal sealed class HostedCookies : HttpCookies
{
    private readonly List<IHttpCookie> cookies = [];

    public IReadOnlyList<IHttpCookie> All => cookies;

    public override void Append(string name, string value) => Append(new HostedCookie { Name = name, Value = value });

    public override void Append(IHttpCookie cookie) => cookies.Add(cookie);

    public override IHttpCookie CreateNew() => new HostedCookie();
}
