using AcsFunctions.Clients.Tests.Stack;

namespace AcsFunctions.Clients.Tests.Generated;

/// <summary>The contract as a generated client offers it; what it answers is read from that client's own types.</summary>
internal interface IContractClient
{
    Task<SeenIdentity> CreateAsync(Family family, string userId, CancellationToken cancellationToken);

    Task<SeenIdentity> ReadAsync(Family family, string userId, CancellationToken cancellationToken);

    Task<SeenToken> IssueAsync(Family family, string userId, string[]? scopes, int? minutes, CancellationToken cancellationToken);

    /// <summary>Calls an operation on a user that takes no body.</summary>
    Task CallAsync(ContractOperation operation, string userId, CancellationToken cancellationToken);

    Task<SeenToken> ExchangeAsync(Family family, string userId, string teamsToken, Guid objectId, CancellationToken cancellationToken);

    Task<SeenIdentity> AdoptAsync(string userId, string communicationUserId, CancellationToken cancellationToken);

    /// <returns>Whose the identity is.</returns>
    Task<string?> LookUpIdentityAsync(string communicationUserId, CancellationToken cancellationToken);

    Task<IReadOnlyList<SeenUser>> LookUpUsersAsync(string[] userIds, bool create, CancellationToken cancellationToken);

    Task<SeenGuest> CreateGuestAsync(string[]? scopes, int? deleteAfterMinutes, CancellationToken cancellationToken);

    /// <returns>The outcome of each row.</returns>
    Task<IReadOnlyList<string>> ImportAsync(string userId, string communicationUserId, CancellationToken cancellationToken);

    Task<SeenJob> StartCleanUpAsync(CancellationToken cancellationToken);

    Task<SeenJob> StartWindDownAsync(CancellationToken cancellationToken);

    Task<SeenJob> ReadJobAsync(string id, CancellationToken cancellationToken);

    Task<SeenJob> StopJobAsync(string id, CancellationToken cancellationToken);

    /// <returns>The exported ACS identities of one page.</returns>
    Task<IReadOnlyCollection<string>> ExportAsync(CancellationToken cancellationToken);

    Task<string> LiveAsync(CancellationToken cancellationToken);

    Task<string> ReadyAsync(CancellationToken cancellationToken);

    Task<string> ContractAsync(CancellationToken cancellationToken);

    /// <summary>What the client's own exception says; rethrown where it is none of the client's.</summary>
    SeenRefusal Read(Exception exception);
}
