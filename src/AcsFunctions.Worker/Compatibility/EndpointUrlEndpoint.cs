using System.Text;
using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>200 with the address of the ACS resource as text, which chat clients need beside a token: without a slash at the end, or they would ask for <c>//chat/config</c>.</summary>
public sealed class EndpointUrlEndpoint(IOptions<AcsOptions> options, IdentityRegistry registry) : IUserEndpoint
{
    private readonly byte[] address = Encoding.UTF8.GetBytes(options.Value.ResourceAddress.AbsoluteUri.TrimEnd('/'));

    public async Task<Reply> AnswerAsync(HttpRequestData request, UserContext user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return await registry.AdmitAsync(user.UserId, user.Session, cancellationToken) is { } refusal ? refusal : Reply.Text(address, "text/plain");
    }
}
