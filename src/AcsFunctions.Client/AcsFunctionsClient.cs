using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AcsFunctions.Client.Http;
using AcsFunctions.Client.Models;
using AcsFunctions.Client.Wire;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Client;

/// <summary>
/// Acts for users of an application at AcsFunctions. Made by <see cref="AcsFunctionsClientServices"/>; safe for use by several threads at once.
/// Every method throws <see cref="AcsFunctionsException"/> where the call was refused or failed, and <see cref="ArgumentException"/> for a user id
/// that is empty, longer than 256 characters or no Unicode text, or that names nobody after its alias, as <c>shop|</c> does.
/// </summary>
public sealed class AcsFunctionsClient
{
    private const int MostLookedUp = 100;
    private const int MostImported = 1000;

    private readonly Exchange exchange;
    private readonly bool hasKey;

    /// <param name="http">With the endpoint as its base address and the handlers of <see cref="AcsFunctionsClientServices"/>.</param>
    /// <param name="options">How the service lets the client in.</param>
    public AcsFunctionsClient(HttpClient http, IOptions<AcsFunctionsClientOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        hasKey = options.Value.FunctionKey is not null;
        exchange = new Exchange(http, hasKey);
    }

    /// <summary>Gives the user an identity, or answers the one there is. Asking for a token does so too.</summary>
    public async Task<AcsIdentity> CreateIdentityAsync(string userId, CancellationToken cancellationToken = default) =>
        (await exchange.ReadAsync(new Call(HttpMethod.Put, PathOf(userId, "identity"), true), ClientJson.Default.IdentityBody, cancellationToken).ConfigureAwait(false)).ToModel();

    /// <summary>Gives the user an identity that ACS knows already, such as one of a map of before. Safe to repeat. Wants a function key.</summary>
    /// <param name="userId">The user, as the service spells it.</param>
    /// <param name="communicationUserId">The ACS identity, in any spelling of ACS's libraries. It must be no other user's: else the code is <c>identity_conflict</c>.</param>
    /// <param name="verify">Whether ACS is asked if it knows the identity.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AcsIdentity> AdoptIdentityAsync(string userId, string communicationUserId, bool verify = true, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(communicationUserId);
        var body = JsonSerializer.SerializeToUtf8Bytes(new AdoptBody(communicationUserId, verify), ClientJson.Default.AdoptBody);
        var call = new Call(HttpMethod.Put, KeyedPath($"users/{UserIdSegment.Of(userId)}/identity"), true, body);
        return (await exchange.ReadAsync(call, ClientJson.Default.IdentityBody, cancellationToken).ConfigureAwait(false)).ToModel();
    }

    /// <summary>Whose an ACS identity is, or null where it is nobody's here. Wants a function key.</summary>
    public async Task<IdentityOwner?> FindOwnerAsync(string communicationUserId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(communicationUserId);
        try
        {
            var call = new Call(HttpMethod.Get, KeyedPath("identities/" + Uri.EscapeDataString(communicationUserId)), true);
            return (await exchange.ReadAsync(call, ClientJson.Default.OwnerBody, cancellationToken).ConfigureAwait(false)).ToModel();
        }
        catch (AcsFunctionsException exception) when (exception.Code == "identity_not_found")
        {
            return null;
        }
    }

    /// <summary>The identities of several users at once, an entry for each in their order. Wants a function key.</summary>
    /// <param name="userIds">1 to 100 users, as the service spells them.</param>
    /// <param name="create">Whether whoever has no identity gets one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<LookedUpUser>> LookUpAsync(IReadOnlyList<string> userIds, bool create = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(userIds);
        ArgumentOutOfRangeException.ThrowIfZero(userIds.Count, nameof(userIds));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(userIds.Count, MostLookedUp, nameof(userIds));
        var body = JsonSerializer.SerializeToUtf8Bytes(new LookUpBody(userIds, create), ClientJson.Default.LookUpBody);
        var answer = await exchange.ReadAsync(new Call(HttpMethod.Post, KeyedPath("identities/lookup"), true, body), ClientJson.Default.LookedUpBody, cancellationToken).ConfigureAwait(false);
        return [.. answer.Users.Select(user => user.ToModel())];
    }

    /// <summary>An identity for one visit, with a token. Wants a function key. Sent again only where it was not carried out.</summary>
    /// <param name="options">What the guest shall be; the service's policy where left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AcsGuest> CreateGuestAsync(AcsGuestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var body = options is null ? null : JsonSerializer.SerializeToUtf8Bytes(
            new GuestRequestBody(options.Scopes, options.ExpiresInMinutes, options.DeleteAfterMinutes), ClientJson.Default.GuestRequestBody);
        return (await exchange.ReadAsync(new Call(HttpMethod.Post, KeyedPath("guests"), false, body), ClientJson.Default.GuestBody, cancellationToken).ConfigureAwait(false)).ToModel();
    }

    /// <summary>The user's identity, or null where there is none.</summary>
    public async Task<AcsIdentity?> FindIdentityAsync(string userId, CancellationToken cancellationToken = default)
    {
        try
        {
            var call = new Call(HttpMethod.Get, PathOf(userId, "identity"), true);
            return (await exchange.ReadAsync(call, ClientJson.Default.IdentityBody, cancellationToken).ConfigureAwait(false)).ToModel();
        }
        catch (AcsFunctionsException exception) when (exception.Code == "identity_not_found")
        {
            return null;
        }
    }

    /// <summary>An ACS token for the user, whose identity is made where there is none. Refreshing is the same call again.</summary>
    /// <param name="userId">The user, as the service spells it: <c>alias|claims</c>.</param>
    /// <param name="options">What the token shall be; the service's policy where left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AcsToken> IssueTokenAsync(string userId, AcsTokenOptions? options = null, CancellationToken cancellationToken = default)
    {
        var body = options is null ? null : JsonSerializer.SerializeToUtf8Bytes(new TokenRequestBody(options.Scopes, options.ExpiresInMinutes), ClientJson.Default.TokenRequestBody);
        var call = new Call(HttpMethod.Post, PathOf(userId, "tokens"), true, body);
        return (await exchange.ReadAsync(call, ClientJson.Default.TokenBody, cancellationToken).ConfigureAwait(false)).ToModel();
    }

    /// <summary>Ends all ACS tokens of the user (at ACS within 15 minutes), and the user's sessions at the service. Sent again only where it was not carried out.</summary>
    public Task<Completion> RevokeTokensAsync(string userId, CancellationToken cancellationToken = default) =>
        CompleteAsync(new Call(HttpMethod.Post, PathOf(userId, "tokens/revoke"), false), cancellationToken);

    /// <summary>Deletes the user's identity with all that ACS keeps for it, and ends the user's sessions. Deleting nothing is done, too. Sent again only where it was not carried out.</summary>
    public Task<Completion> DeleteIdentityAsync(string userId, CancellationToken cancellationToken = default) =>
        CompleteAsync(new Call(HttpMethod.Delete, PathOf(userId, "identity"), false), cancellationToken);

    /// <summary>An ACS token for a Teams user, in exchange for the user's Entra token with Teams scopes.</summary>
    /// <param name="userId">The user, as the service spells it.</param>
    /// <param name="teamsUserAadToken">The Teams user's Entra token for the client id that the service is configured with.</param>
    /// <param name="userObjectId">The Teams user's Entra object id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<TeamsToken> ExchangeTeamsTokenAsync(string userId, string teamsUserAadToken, Guid userObjectId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(teamsUserAadToken);
        var body = JsonSerializer.SerializeToUtf8Bytes(new TeamsExchangeBody(teamsUserAadToken, userObjectId), ClientJson.Default.TeamsExchangeBody);
        var call = new Call(HttpMethod.Post, PathOf(userId, "teams-token"), true, body);
        return (await exchange.ReadAsync(call, ClientJson.Default.TeamsTokenBody, cancellationToken).ConfigureAwait(false)).ToModel();
    }

    /// <summary>Has stale identities deleted, or counted. Wants a function key.</summary>
    public Task<Job> StartCleanUpAsync(bool dryRun, CancellationToken cancellationToken = default) =>
        JobAsync(HttpMethod.Post, "clean-up", false, JsonSerializer.SerializeToUtf8Bytes(new CleanUpBody(dryRun), ClientJson.Default.CleanUpBody), cancellationToken);

    /// <summary>Counts all identities, as a wind-down would delete them. Wants the master key.</summary>
    public Task<Job> CountForWindDownAsync(CancellationToken cancellationToken = default) =>
        JobAsync(HttpMethod.Post, "wind-down", false, JsonSerializer.SerializeToUtf8Bytes(new WindDownBody(null, true), ClientJson.Default.WindDownBody), cancellationToken);

    /// <summary>Has all identities deleted. Wants the master key.</summary>
    /// <param name="tableName">The name of the service's identity table, as a confirmation.</param>
    /// <param name="cancellationToken">Gives up asking; what was asked for is carried out.</param>
    public Task<Job> StartWindDownAsync(string tableName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        return JobAsync(HttpMethod.Post, "wind-down", false, JsonSerializer.SerializeToUtf8Bytes(new WindDownBody(tableName, false), ClientJson.Default.WindDownBody), cancellationToken);
    }

    /// <summary>How far a job is. Wants a function key.</summary>
    public Task<Job> ReadJobAsync(string jobId, CancellationToken cancellationToken = default) => JobAsync(HttpMethod.Get, JobSegment(jobId), true, null, cancellationToken);

    /// <summary>Has a job end early. Wants a function key.</summary>
    public Task<Job> StopJobAsync(string jobId, CancellationToken cancellationToken = default) => JobAsync(HttpMethod.Delete, JobSegment(jobId), true, null, cancellationToken);

    /// <summary>The whole map, page by page as it is read. Wants the master key.</summary>
    public async IAsyncEnumerable<ExportedIdentity> ExportAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? after = null;
        do
        {
            var call = new Call(HttpMethod.Get, OperationPath("wind-down/export") + (after is null ? "" : "?after=" + Uri.EscapeDataString(after)), true);
            var page = await exchange.ReadAsync(call, ClientJson.Default.ExportBody, cancellationToken).ConfigureAwait(false);
            foreach (var identity in page.Identities)
            {
                yield return identity;
            }

            after = page.After;
        }
        while (after is not null);
    }

    /// <summary>
    /// Takes in rows of an export, or of a map of another origin, an outcome for each in their order. Nothing is overwritten, and rows may be sent
    /// again. Wants the master key.
    /// </summary>
    /// <param name="identities">1 to 1000 rows.</param>
    /// <param name="cancellationToken">Gives up; what was taken in stays.</param>
    public async Task<IReadOnlyList<ImportedRow>> ImportAsync(IReadOnlyList<ExportedIdentity> identities, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(identities);
        ArgumentOutOfRangeException.ThrowIfZero(identities.Count, nameof(identities));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(identities.Count, MostImported, nameof(identities));
        var body = JsonSerializer.SerializeToUtf8Bytes(new ImportBody(identities), ClientJson.Default.ImportBody);
        return (await exchange.ReadAsync(new Call(HttpMethod.Post, KeyedPath("operations/import"), true, body), ClientJson.Default.ImportedBody, cancellationToken).ConfigureAwait(false)).Rows;
    }

    private async Task<Completion> CompleteAsync(Call call, CancellationToken cancellationToken) =>
        await exchange.CompleteAsync(call, cancellationToken).ConfigureAwait(false) == HttpStatusCode.Accepted ? Completion.Accepted : Completion.Done;

    private async Task<Job> JobAsync(HttpMethod method, string path, bool isRepeatable, byte[]? body, CancellationToken cancellationToken) =>
        (await exchange.ReadAsync(new Call(method, OperationPath(path), isRepeatable, body), ClientJson.Default.JobBody, cancellationToken).ConfigureAwait(false)).ToModel();

    private string PathOf(string userId, string rest) => $"{(hasKey ? "keyed/users" : "users")}/{UserIdSegment.Of(userId)}/{rest}";

    private string OperationPath(string path) => KeyedPath("operations/" + path);

    private string KeyedPath(string path) => hasKey
        ? "keyed/" + path
        : throw new InvalidOperationException("This call wants a key: set AcsFunctionsClientOptions.FunctionKey.");

    private static string JobSegment(string jobId)
    {
        ArgumentException.ThrowIfNullOrEmpty(jobId);
        return Uri.EscapeDataString(jobId);
    }
}
