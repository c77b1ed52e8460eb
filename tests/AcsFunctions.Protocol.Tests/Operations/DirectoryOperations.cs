using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests.Operations;

/// <summary>What concerns the index, several users or guests.</summary>
internal static class DirectoryOperations
{
    public static Operation Adopt { get; } = Adopting("adopt", Timeline.Now, Operations.User);

    public static Operation AdoptForAnother { get; } = Adopting("adopt for another", Timeline.Now, Operations.Other);

    /// <summary>Late enough to take over what others have just reserved.</summary>
    public static Operation AdoptForAnotherLater { get; } = Adopting("adopt for another, later", Timeline.Later, Operations.Other);

    public static Operation Import { get; } = Importing("import", Timeline.Now, Operations.User);

    public static Operation ImportForAnotherLater { get; } = Importing("import for another, later", Timeline.Later, Operations.Other);

    public static Operation ImportEndedSessions { get; } = new(
        "import ended sessions",
        Timeline.Now,
        Session: null,
        async actors => OfImport(await actors.Registry.ImportAsync(new() { Key = Operations.Key, TokensValidFrom = Timeline.EarlierRevoke }, CancellationToken.None)));

    public static Operation ImportPendingDeletion { get; } = new(
        "import a pending deletion",
        Timeline.Now,
        Session: null,
        async actors => OfImport(await actors.Registry.ImportPendingDeletionAsync(Operations.Key, Starts.Identity, Timeline.LongAgo, CancellationToken.None)));

    public static Operation LookUp { get; } = new("look up", Timeline.Now, Session: null, LookUpAsync)
    {
        AnswersIdentity = true,
        Looks = true,
        Answers = upstream => upstream.OwnersOf(Starts.Identity),
    };

    /// <summary>The walk that keeps the index.</summary>
    public static Operation Walk { get; } = new("walk", Timeline.Later, Session: null, WalkAsync);

    /// <summary>A guest's identity and first token; nobody else knows of the guest before.</summary>
    public static Operation InviteGuest { get; } = new("invite a guest", Timeline.Now, Session: null, InviteGuestAsync)
    {
        AnswersIdentity = true,
        Key = Operations.GuestKey,
        Answers = upstream => upstream.MappedOf(Operations.GuestKey),
    };

    public static Operation IssueToGuest { get; } = Renewing("issue to a guest", Timeline.Now);

    public static Operation IssueToGuestLate { get; } = Renewing("issue to a guest, late", Timeline.Later);

    public static Operation RevokeGuest { get; } = new(
        "revoke a guest",
        Timeline.Now,
        Session: null,
        async actors => Outcome.Of(await actors.Registry.RevokeAsync(Operations.Guest, Session.Trusted, CancellationToken.None), OutcomeKind.Revoked))
    {
        Key = Operations.GuestKey,
    };

    public static Operation DeleteGuest { get; } = new(
        "delete a guest",
        Timeline.Now,
        Session: null,
        async actors => Outcome.Of(await actors.Registry.DeleteAsync(Operations.Guest, Session.Trusted, CancellationToken.None), OutcomeKind.Deleted))
    {
        Deletes = true,
        Key = Operations.GuestKey,
    };

    /// <summary>The clean-up of guests whose time is over.</summary>
    public static Operation ExpireGuests { get; } = new("expire guests", Timeline.Later, Session: null, ExpireGuestsAsync);

    /// <summary>With one identity that exists, and two users.</summary>
    public static IReadOnlyList<Operation> OfUsers { get; } =
    [
        Adopt, AdoptForAnother, AdoptForAnotherLater, Import, ImportForAnotherLater, ImportEndedSessions, ImportPendingDeletion,
        LookUp, Walk, Operations.Ensure, Operations.Delete, Operations.FinishPending, Operations.DropFences,
    ];

    /// <summary>What can happen while two want the same identity.</summary>
    public static IReadOnlyList<Operation> Between { get; } = [Walk, Operations.Delete, Operations.FinishPending, Operations.DropFences];

    public static IReadOnlyList<Operation> OfGuests { get; } = [IssueToGuest, IssueToGuestLate, RevokeGuest, DeleteGuest, ExpireGuests, Operations.FinishPending, Walk];

    /// <summary>What can happen to a guest of whom nobody has been told.</summary>
    public static IReadOnlyList<Operation> BesidesInvitation { get; } = [ExpireGuests, Operations.FinishPending, Walk, Operations.DropFences];

    public static IReadOnlyList<Operation> Of(Start start) => start == Start.Guest ? OfGuests : OfUsers;

    private static Operation Adopting(string name, DateTimeOffset clock, UserId user)
    {
        var key = UserKey.Of(user);
        return new(name, clock, Session: null, async actors => Outcome.Of(await actors.Registry.AdoptAsync(user, Starts.Identity, verify: true, CancellationToken.None)))
        {
            AnswersIdentity = true,
            Key = key,
            Answers = upstream => upstream.MappedOf(key),
        };
    }

    private static Operation Importing(string name, DateTimeOffset clock, UserId user) => new(
        name,
        clock,
        Session: null,
        async actors => OfImport(await actors.Registry.ImportAsync(
            new()
            {
                Key = UserKey.Of(user),
                CommunicationUserId = Starts.Identity,
                CreatedOn = Timeline.LongAgo,
                LastTokenOn = Timeline.EarlierRevoke,
                TokensValidFrom = Timeline.EarlierRevoke,
                UserId = user.Value,
            },
            CancellationToken.None)))
    {
        Key = UserKey.Of(user),
    };

    private static Operation Renewing(string name, DateTimeOffset clock) => new(
        name,
        clock,
        Session: null,
        async actors => Outcome.Of(await actors.Registry.IssueAsync(Operations.Guest, Session.Trusted, Operations.TokenRequest, CancellationToken.None)))
    {
        AnswersIdentity = true,
        Key = Operations.GuestKey,
        Answers = upstream => upstream.MappedOf(Operations.GuestKey),
    };

    private static Outcome OfImport(Result<bool, Refusal> answer) => new(answer.IsRefused ? OutcomeKind.Refused : OutcomeKind.Ran);

    private static async Task<Outcome> LookUpAsync(Actors actors)
    {
        var found = await actors.Registry.FindAsync(Starts.Identity, CancellationToken.None);
        return found.IsRefused ? new(OutcomeKind.Refused) : new(OutcomeKind.Identity, found.Value.Key == Operations.Key ? "owner_0" : "owner_1");
    }

    private static async Task<Outcome> WalkAsync(Actors actors)
    {
        await foreach (var pending in actors.Store.ListPendingAsync(Operations.Key.Bucket, CancellationToken.None))
        {
            await actors.Registry.IndexAsync(pending, CancellationToken.None);
        }

        await foreach (var row in actors.Store.ListMappedSinceAsync(Operations.Key.Bucket, DateTimeOffset.UnixEpoch, CancellationToken.None))
        {
            await actors.Registry.IndexAsync(row, CancellationToken.None);
        }

        await foreach (var index in actors.Store.ListIndexAsync(default, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, CancellationToken.None))
        {
            await actors.Registry.DropIndexAsync(index, CancellationToken.None);
        }

        return new(OutcomeKind.Ran);
    }

    private static async Task<Outcome> InviteGuestAsync(Actors actors)
    {
        var guest = await actors.Registry.CreateGuestAsync(Operations.Guest, Operations.TokenRequest, Timeline.GuestsEnd, CancellationToken.None);
        return Outcome.Of(guest.IsRefused ? guest.Refusal : (Result<IssuedToken, Refusal>)guest.Value.Token);
    }

    private static async Task<Outcome> ExpireGuestsAsync(Actors actors)
    {
        await foreach (var row in actors.Store.ListMappedAsync(Operations.Key.Bucket, DateTimeOffset.UnixEpoch, Timeline.Later, CancellationToken.None))
        {
            if (await actors.Registry.UnmapAsync(row, DeletionReason.GuestExpired, CancellationToken.None) is { } pending)
            {
                await actors.Registry.FinishAsync(pending, CancellationToken.None);
            }
        }

        return new(OutcomeKind.Ran);
    }
}
