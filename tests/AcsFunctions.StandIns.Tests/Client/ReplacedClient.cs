using Azure;
using Azure.Communication;
using Azure.Communication.Identity;
using Azure.Communication.Identity.Models;
using Azure.Core;

namespace AcsFunctions.StandIns.Tests.Client;

/// <summary>What a test of the app may do: derive, and override the overloads with all parameters only.</summary>
internal sealed class ReplacedClient : CommunicationIdentityClient
{
    private static readonly AccessToken Token = new("replaced", DateTimeOffset.UnixEpoch);

    public override Task<Response<AccessToken>> GetTokenAsync(
        CommunicationUserIdentifier communicationUser, IEnumerable<CommunicationTokenScope> scopes, TimeSpan tokenExpiresIn, CancellationToken cancellationToken = default) =>
        Task.FromResult<Response<AccessToken>>(new GivenResponse<AccessToken>(Token));

    public override Task<Response<CommunicationUserIdentifierAndToken>> CreateUserAndTokenAsync(
        IEnumerable<CommunicationTokenScope> scopes, TimeSpan tokenExpiresIn, CancellationToken cancellationToken = default) =>
        Task.FromResult<Response<CommunicationUserIdentifierAndToken>>(
            new GivenResponse<CommunicationUserIdentifierAndToken>(CommunicationIdentityModelFactory.CommunicationUserIdentifierAndToken(Calls.User, Token)));

    private sealed class GivenResponse<T>(T value) : Response<T>
    {
        public override T Value => value;

        public override bool HasValue => true;

        public override Response GetRawResponse() => throw new NotSupportedException("Nothing went over a wire.");
    }
}
