using System.Text;
using AcsFunctions.Acs;
using AcsFunctions.Worker.Responses;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>200 with the address of the ACS resource as text, which chat clients need beside a token.</summary>
public sealed class EndpointUrlEndpoint(IOptions<AcsOptions> options) : IUserEndpoint
{
    private readonly byte[] address = Encoding.UTF8.GetBytes(options.Value.ResourceAddress.AbsoluteUri);

    public Task<Reply> AnswerAsync(HttpRequestData request, Target target, CancellationToken cancellationToken) =>
        Task.FromResult(Reply.Text(address, "text/plain"));
}
