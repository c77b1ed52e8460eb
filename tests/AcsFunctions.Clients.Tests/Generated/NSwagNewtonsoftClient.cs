using AcsFunctions.Clients.Tests.Stack;
using Generated.NSwagNewtonsoft;

namespace AcsFunctions.Clients.Tests.Generated;

/// <summary>What NSwag makes for Newtonsoft.Json.</summary>
internal sealed class NSwagNewtonsoftClient(HttpClient http) : IContractClient
{
    private readonly AcsFunctionsClient client = new(http);

    public async Task<SeenIdentity> CreateAsync(Family family, string userId, CancellationToken cancellationToken) => Seen(await (family switch
    {
        Family.Self => client.CreateMyIdentityAsync(cancellationToken),
        Family.Admin => client.CreateUserIdentityAsync(userId, cancellationToken),
        _ => client.KeyedCreateUserIdentityAsync(null, userId, cancellationToken),
    }));

    public async Task<SeenIdentity> ReadAsync(Family family, string userId, CancellationToken cancellationToken) => Seen(await (family switch
    {
        Family.Self => client.ReadMyIdentityAsync(cancellationToken),
        Family.Admin => client.ReadUserIdentityAsync(userId, cancellationToken),
        _ => client.KeyedReadUserIdentityAsync(userId, cancellationToken),
    }));

    public async Task<SeenToken> IssueAsync(Family family, string userId, string[]? scopes, int? minutes, CancellationToken cancellationToken)
    {
        var body = new TokenRequest { Scopes = scopes, ExpiresInMinutes = minutes };
        var token = await (family switch
        {
            Family.Self => client.IssueMyTokenAsync(body, cancellationToken),
            Family.Admin => client.IssueUserTokenAsync(body, userId, cancellationToken),
            _ => client.KeyedIssueUserTokenAsync(body, userId, cancellationToken),
        });
        return new SeenToken(token.User.CommunicationUserId, token.Token, token.ExpiresOn, token.ExpiresOnTimestamp, [.. token.Scopes]);
    }

    public async Task<SeenToken> ExchangeAsync(Family family, string userId, string teamsToken, Guid objectId, CancellationToken cancellationToken)
    {
        var body = new TeamsTokenRequest { TeamsUserAadToken = teamsToken, UserObjectId = objectId };
        var token = await (family switch
        {
            Family.Self => client.ExchangeMyTeamsTokenAsync(new SelfTeamsTokenRequest { TeamsUserAadToken = teamsToken }, cancellationToken),
            Family.Admin => client.ExchangeUserTeamsTokenAsync(body, userId, cancellationToken),
            _ => client.KeyedExchangeUserTeamsTokenAsync(body, userId, cancellationToken),
        });
        return new SeenToken(null, token.Token, token.ExpiresOn, token.ExpiresOnTimestamp, []);
    }

    public async Task<SeenIdentity> AdoptAsync(string userId, string communicationUserId, CancellationToken cancellationToken) =>
        Seen(await client.KeyedCreateUserIdentityAsync(new AdoptRequest { CommunicationUserId = communicationUserId }, userId, cancellationToken));

    public async Task<string?> LookUpIdentityAsync(string communicationUserId, CancellationToken cancellationToken) =>
        (await client.LookUpIdentityAsync(communicationUserId, cancellationToken)).UserId;

    public async Task<IReadOnlyList<SeenUser>> LookUpUsersAsync(string[] userIds, bool create, CancellationToken cancellationToken) =>
        [.. (await client.LookUpUsersAsync(new LookUpRequest { UserIds = userIds, Create = create }, cancellationToken)).Users.Select(user => new SeenUser(user.UserId, user.User?.CommunicationUserId, user.Code))];

    public async Task<SeenGuest> CreateGuestAsync(string[]? scopes, int? deleteAfterMinutes, CancellationToken cancellationToken)
    {
        var guest = await client.CreateGuestAsync(new GuestRequest { Scopes = scopes, DeleteAfterMinutes = deleteAfterMinutes }, cancellationToken);
        return new SeenGuest(guest.GuestId, guest.User.CommunicationUserId, guest.Token, guest.DeleteOn, [.. guest.Scopes]);
    }

    public async Task<IReadOnlyList<string>> ImportAsync(string userId, string communicationUserId, CancellationToken cancellationToken)
    {
        var row = new ImportedIdentity { UserId = userId, CommunicationUserId = communicationUserId };
        return [.. (await client.ImportMapAsync(new ImportRequest { Identities = [row] }, cancellationToken)).Rows.Select(outcome => outcome.Outcome.ToString().ToLowerInvariant())];
    }

    public Task CallAsync(ContractOperation operation, string userId, CancellationToken cancellationToken) =>
        MethodByName.CallAsync(client, operation.Id + "Async", userId, cancellationToken);

    public async Task<SeenJob> StartCleanUpAsync(CancellationToken cancellationToken) => Seen(await client.StartCleanUpAsync(new CleanUpRequest { DryRun = true }, cancellationToken));

    public async Task<SeenJob> StartWindDownAsync(CancellationToken cancellationToken) => Seen(await client.StartWindDownAsync(new WindDownRequest { DryRun = true }, cancellationToken));

    public async Task<SeenJob> ReadJobAsync(string id, CancellationToken cancellationToken) => Seen(await client.ReadOperationAsync(id, cancellationToken));

    public async Task<SeenJob> StopJobAsync(string id, CancellationToken cancellationToken) => Seen(await client.StopOperationAsync(id, cancellationToken));

    public async Task<IReadOnlyCollection<string>> ExportAsync(CancellationToken cancellationToken) =>
        [.. (await client.ExportMapAsync(null, cancellationToken)).Identities.Select(identity => identity.CommunicationUserId)];

    public async Task<string> LiveAsync(CancellationToken cancellationToken) => $"{(await client.HealthLiveAsync(cancellationToken)).Status}";

    public async Task<string> ReadyAsync(CancellationToken cancellationToken) => $"{(await client.HealthReadyAsync(cancellationToken)).Status}";

    public async Task<string> ContractAsync(CancellationToken cancellationToken)
    {
        using var file = await client.OpenApiAsync(cancellationToken);
        using var reader = new StreamReader(file.Stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    public SeenRefusal Read(Exception exception) => exception switch
    {
        ApiException<Problem> refusal => new SeenRefusal(refusal.StatusCode, refusal.Result.Code.ToString(), refusal.Result.Title),
        ApiException refusal => new SeenRefusal(refusal.StatusCode, null, null),
        _ => throw exception,
    };

    private static SeenIdentity Seen(Identity identity) => new(identity.User.CommunicationUserId, identity.CreatedOn, identity.LastTokenIssuedOn);

    private static SeenJob Seen(Operation job) => new(job.OperationId, job.Kind, job.Status.ToString(), job.CleanUpReport?.StaleFound, job.WindDownReport?.Found);
}
