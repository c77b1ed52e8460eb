using System.Net.Http.Headers;
using AcsFunctions.Clients.Tests.Stack;

namespace AcsFunctions.Clients.Tests.Generated;

/// <summary>Gives each request the credential that its route wants, as an application's handler would, and notes which operations were called.</summary>
internal sealed class SigningHandler(ClientStack stack) : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
{
    private readonly HashSet<string> called = [];

    /// <summary>Who calls the routes under <c>/api/me</c>.</summary>
    public string? Session { get; set; }

    /// <summary>What is sent in place of the right key.</summary>
    public string? WrongKey { get; set; }

    public IReadOnlyCollection<string> Called => called;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (Contract.OperationOf(request.Method.Method, path) is { } operation)
        {
            called.Add(operation);
        }

        if (path.StartsWith("/api/keyed/", StringComparison.Ordinal))
        {
            request.Headers.Remove("x-functions-key");
            request.Headers.Add("x-functions-key", WrongKey ?? stack.MasterKey);
        }
        else
        {
            var token = path.StartsWith("/api/users/", StringComparison.Ordinal) ? stack.SignInAdmin() : Session;
            request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
