using AcsFunctions.Clients.Tests.Stack;
using Generated.Kiota;
using Generated.Kiota.Models;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

namespace AcsFunctions.Clients.Tests.Generated;

/// <summary>What Kiota makes.</summary>
internal sealed class KiotaClient(HttpClient http) : IContractClient, IDisposable
{
    private readonly HttpClientRequestAdapter adapter = new(new AnonymousAuthenticationProvider(), httpClient: http) { BaseUrl = http.BaseAddress!.ToString().TrimEnd('/') };

    private AcsFunctionsClient Client => field ??= new(adapter);

    public async Task<SeenIdentity> CreateAsync(Family family, string userId, CancellationToken cancellationToken) => Seen(await (family switch
    {
        Family.Self => Client.Api.Me.Identity.PutAsync(cancellationToken: cancellationToken),
        Family.Admin => Client.Api.Users[userId].Identity.PutAsync(cancellationToken: cancellationToken),
        _ => Client.Api.Keyed.Users[userId].Identity.PutAsync(new AdoptRequest(), cancellationToken: cancellationToken),
    }));

    public async Task<SeenIdentity> ReadAsync(Family family, string userId, CancellationToken cancellationToken) => Seen(await (family switch
    {
        Family.Self => Client.Api.Me.Identity.GetAsync(cancellationToken: cancellationToken),
        Family.Admin => Client.Api.Users[userId].Identity.GetAsync(cancellationToken: cancellationToken),
        _ => Client.Api.Keyed.Users[userId].Identity.GetAsync(cancellationToken: cancellationToken),
    }));

    public async Task<SeenToken> IssueAsync(Family family, string userId, string[]? scopes, int? minutes, CancellationToken cancellationToken)
    {
        var body = new TokenRequest { Scopes = scopes?.ToList(), ExpiresInMinutes = minutes };
        var token = await (family switch
        {
            Family.Self => Client.Api.Me.Tokens.PostAsync(body, cancellationToken: cancellationToken),
            Family.Admin => Client.Api.Users[userId].Tokens.PostAsync(body, cancellationToken: cancellationToken),
            _ => Client.Api.Keyed.Users[userId].Tokens.PostAsync(body, cancellationToken: cancellationToken),
        });
        return new SeenToken(token!.User!.CommunicationUserId, token.Token!, token.ExpiresOn!.Value, token.ExpiresOnTimestamp!.Value, token.Scopes!);
    }

    public async Task<SeenToken> ExchangeAsync(Family family, string userId, string teamsToken, Guid objectId, CancellationToken cancellationToken)
    {
        var body = new TeamsTokenRequest { TeamsUserAadToken = teamsToken, UserObjectId = objectId };
        var token = await (family switch
        {
            Family.Self => Client.Api.Me.TeamsToken.PostAsync(new SelfTeamsTokenRequest { TeamsUserAadToken = teamsToken }, cancellationToken: cancellationToken),
            Family.Admin => Client.Api.Users[userId].TeamsToken.PostAsync(body, cancellationToken: cancellationToken),
            _ => Client.Api.Keyed.Users[userId].TeamsToken.PostAsync(body, cancellationToken: cancellationToken),
        });
        return new SeenToken(null, token!.Token!, token.ExpiresOn!.Value, token.ExpiresOnTimestamp!.Value, []);
    }

    public async Task<SeenIdentity> AdoptAsync(string userId, string communicationUserId, CancellationToken cancellationToken) =>
        Seen(await Client.Api.Keyed.Users[userId].Identity.PutAsync(new AdoptRequest { CommunicationUserId = communicationUserId }, cancellationToken: cancellationToken));

    public async Task<string?> LookUpIdentityAsync(string communicationUserId, CancellationToken cancellationToken) =>
        (await Client.Api.Keyed.Identities[communicationUserId].GetAsync(cancellationToken: cancellationToken))!.UserId;

    public async Task<IReadOnlyList<SeenUser>> LookUpUsersAsync(string[] userIds, bool create, CancellationToken cancellationToken)
    {
        var answer = await Client.Api.Keyed.Identities.Lookup.PostAsync(new LookUpRequest { UserIds = [.. userIds], Create = create }, cancellationToken: cancellationToken);
        return [.. answer!.Users!.Select(user => new SeenUser(user.UserId!, user.User?.CommunicationUserId, user.Code))];
    }

    public async Task<SeenGuest> CreateGuestAsync(string[]? scopes, int? deleteAfterMinutes, CancellationToken cancellationToken)
    {
        var guest = await Client.Api.Keyed.Guests.PostAsync(new GuestRequest { Scopes = scopes?.ToList(), DeleteAfterMinutes = deleteAfterMinutes }, cancellationToken: cancellationToken);
        return new SeenGuest(guest!.GuestId!, guest.User!.CommunicationUserId, guest.Token!, guest.DeleteOn!.Value, guest.Scopes!);
    }

    public async Task<IReadOnlyList<string>> ImportAsync(string userId, string communicationUserId, CancellationToken cancellationToken)
    {
        var row = new ImportedIdentity { UserId = userId, CommunicationUserId = communicationUserId };
        var answer = await Client.Api.Keyed.Operations.Import.PostAsync(new ImportRequest { Identities = [row] }, cancellationToken: cancellationToken);
        return [.. answer!.Rows!.Select(outcome => outcome.Outcome.ToString()!.ToLowerInvariant())];
    }

    public Task CallAsync(ContractOperation operation, string userId, CancellationToken cancellationToken)
    {
        object target = Client;
        foreach (var segment in operation.Path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            target = segment.StartsWith('{')
                ? target.GetType().GetProperty("Item", [typeof(string)])!.GetValue(target, [userId])!
                : target.GetType().GetProperties().Single(property => property.Name.Equals(segment.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)).GetValue(target)!;
        }

        return MethodByName.CallAsync(target, $"{operation.Method[0]}{operation.Method[1..].ToLowerInvariant()}Async", userId, cancellationToken);
    }

    public async Task<SeenJob> StartCleanUpAsync(CancellationToken cancellationToken) =>
        Seen(await Client.Api.Keyed.Operations.CleanUp.PostAsync(new CleanUpRequest { DryRun = true }, cancellationToken: cancellationToken));

    public async Task<SeenJob> StartWindDownAsync(CancellationToken cancellationToken) =>
        Seen(await Client.Api.Keyed.Operations.WindDown.PostAsync(new WindDownRequest { DryRun = true }, cancellationToken: cancellationToken));

    public async Task<SeenJob> ReadJobAsync(string id, CancellationToken cancellationToken) =>
        Seen(await Client.Api.Keyed.Operations[id].GetAsync(cancellationToken: cancellationToken));

    public async Task<SeenJob> StopJobAsync(string id, CancellationToken cancellationToken) =>
        Seen(await Client.Api.Keyed.Operations[id].DeleteAsync(cancellationToken: cancellationToken));

    public async Task<IReadOnlyCollection<string>> ExportAsync(CancellationToken cancellationToken) =>
        [.. (await Client.Api.Keyed.Operations.WindDown.Export.GetAsync(cancellationToken: cancellationToken))!.Identities!.Select(identity => identity.CommunicationUserId!)];

    public async Task<string> LiveAsync(CancellationToken cancellationToken) => $"{(await Client.Api.Health.Live.GetAsync(cancellationToken: cancellationToken))!.Status}";

    public async Task<string> ReadyAsync(CancellationToken cancellationToken) => $"{(await Client.Api.Health.Ready.GetAsync(cancellationToken: cancellationToken))!.Status}";

    public async Task<string> ContractAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader((await Client.Api.OpenapiYaml.GetAsync(cancellationToken: cancellationToken))!);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    public SeenRefusal Read(Exception exception) => exception switch
    {
        Problem refusal => new SeenRefusal(refusal.ResponseStatusCode, refusal.Code.ToString(), refusal.Message),
        ApiException refusal => new SeenRefusal(refusal.ResponseStatusCode, null, null),
        _ => throw exception,
    };

    public void Dispose() => adapter.Dispose();

    private static SeenIdentity Seen(Identity? identity) => new(identity!.User!.CommunicationUserId!, identity.CreatedOn!.Value, identity.LastTokenIssuedOn);

    private static SeenJob Seen(Operation? job) => new(job!.OperationId!, job.Kind!, job.Status.ToString()!, job.CleanUpReport?.StaleFound, job.WindDownReport?.Found);
}
