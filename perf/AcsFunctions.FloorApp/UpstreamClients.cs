using Azure.Communication;
using Azure.Communication.Identity;
using Azure.Core;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;

namespace AcsFunctions.FloorApp;

/// <summary>The client libraries that the app uses too, made once on first use and called directly.</summary>
public sealed class UpstreamClients(string acsConnectionString, string tableConnectionString)
{
    private const string TableName = "Floor";
    private const string Partition = "floor";
    private const string IdentityColumn = "CommunicationUserId";

    private static readonly string[] Columns = [IdentityColumn];
    private static readonly CommunicationTokenScope[] Scopes = [CommunicationTokenScope.Chat, CommunicationTokenScope.VoIP];

    private readonly Lazy<CommunicationIdentityClient> acs = new(() => new(acsConnectionString));
    private readonly Lazy<TableClient> table = new(() => new(tableConnectionString, TableName));

    internal static UpstreamClients Of(IConfiguration settings) =>
        new(settings["COMMUNICATION_SERVICES_CONNECTION_STRING"]!, settings["IdentityStore:ConnectionString"]!);

    internal async Task SeedAsync(IEnumerable<string> users, CancellationToken cancellationToken)
    {
        await table.Value.CreateIfNotExistsAsync(cancellationToken);
        foreach (var user in users)
        {
            var identity = await acs.Value.CreateUserAsync(cancellationToken);
            await table.Value.UpsertEntityAsync(new TableEntity(Partition, user) { [IdentityColumn] = identity.Value.Id }, cancellationToken: cancellationToken);
        }
    }

    internal async Task<IReadOnlyList<string>> CreateAsync(int identities, CancellationToken cancellationToken)
    {
        var created = new string[identities];
        await Parallel.ForAsync(0, identities, cancellationToken, async (number, token) => created[number] = (await acs.Value.CreateUserAsync(token)).Value.Id);
        return created;
    }

    internal async Task<string> ReadAsync(string user, CancellationToken cancellationToken) =>
        (await table.Value.GetEntityAsync<TableEntity>(Partition, user, Columns, cancellationToken)).Value.GetString(IdentityColumn);

    internal async Task<AccessToken> ReadAndIssueAsync(string user, CancellationToken cancellationToken) =>
        await acs.Value.GetTokenAsync(new CommunicationUserIdentifier(await ReadAsync(user, cancellationToken)), Scopes, cancellationToken);

    internal async Task<AccessToken> CreateWithTokenAsync(CancellationToken cancellationToken) =>
        (await acs.Value.CreateUserAndTokenAsync(Scopes, cancellationToken)).Value.AccessToken;
}
