using System.Net;
using AcsFunctions.Client;
using AcsFunctions.Client.Models;
using AcsFunctions.Clients.Tests.Stack;

namespace AcsFunctions.Clients.Tests.Package;

/// <summary>The package for .NET back-ends against the local stack.</summary>
public sealed class StackTests(ClientStack stack)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_back_end_does_everything_for_a_user(bool byKey)
    {
        var client = byKey ? Clients.ByKey(stack, stack.FunctionKey) : Clients.ByCredential(stack, new AdminCredential(stack));
        var name = ClientStack.NewUser();
        var user = "local|" + name;
        var objectId = stack.ObjectIdOf(name);

        var before = await client.FindIdentityAsync(user, Cancellation);
        var created = await client.CreateIdentityAsync(user, Cancellation);
        var narrow = await client.IssueTokenAsync(user, new AcsTokenOptions { Scopes = [AcsScopes.VoIPJoin], ExpiresInMinutes = 61 }, Cancellation);
        var all = await client.IssueTokenAsync(user, cancellationToken: Cancellation);
        var found = await client.FindIdentityAsync(user, Cancellation);
        var teams = await client.ExchangeTeamsTokenAsync(user, ClientStack.EntraToken(objectId), objectId, Cancellation);
        var scopes = stack.ScopesOf(narrow.Token);
        var revoked = await client.RevokeTokensAsync(user, Cancellation);
        var deleted = await client.DeleteIdentityAsync(user, Cancellation);
        var again = await client.DeleteIdentityAsync(user, Cancellation);

        Assert.Null(before);
        Assert.StartsWith("8:acs:", created.CommunicationUserId, StringComparison.Ordinal);
        Assert.Equal([created.CommunicationUserId, created.CommunicationUserId, created.CommunicationUserId], [narrow.CommunicationUserId, all.CommunicationUserId, found!.CommunicationUserId]);
        Assert.Equal((created.CreatedOn, null), (found.CreatedOn, created.LastTokenIssuedOn));
        Assert.NotNull(found.LastTokenIssuedOn);
        Assert.Equal(["voip.join"], narrow.Scopes);
        Assert.Equal(["voip.join"], scopes);
        Assert.Equal(["chat", "voip"], all.Scopes);
        Assert.True(narrow.ExpiresOn > all.ExpiresOn);
        Assert.NotEmpty(teams.Token);
        Assert.Null(stack.ScopesOf(all.Token));
        Assert.Equal([Completion.Done, Completion.Done, Completion.Done], [revoked, deleted, again]);
        Assert.Null(await client.FindIdentityAsync(user, Cancellation));
    }

    [Theory]
    [InlineData("Jürgen Müller/9%2F?x#y")]
    [InlineData("..")]
    [InlineData("a+b@example.com:1~2")]
    [InlineData("base64url:c2hvcA")]
    public async Task Any_user_id_reaches_the_service_as_it_is(string name)
    {
        var client = Clients.ByKey(stack);
        var user = $"local|{name}-{Guid.NewGuid():N}";

        var created = await client.CreateIdentityAsync(user, Cancellation);

        var exported = new List<ExportedIdentity>();
        await foreach (var identity in client.ExportAsync(Cancellation))
        {
            exported.Add(identity);
        }

        Assert.Equal(user, Assert.Single(exported, identity => identity.CommunicationUserId == created.CommunicationUserId).UserId);
    }

    [Fact]
    public async Task A_refusal_has_the_service_s_code()
    {
        var client = Clients.ByKey(stack);

        var refusal = await Assert.ThrowsAsync<AcsFunctionsException>(
            () => client.IssueTokenAsync("local|" + ClientStack.NewUser(), new AcsTokenOptions { Scopes = ["fax"] }, Cancellation));

        Assert.Equal(("invalid_scope", HttpStatusCode.BadRequest, false, null), (refusal.Code, refusal.Status, refusal.IsTransient, refusal.RetryAfter));
        Assert.Matches("^[0-9a-f]{32}$", refusal.TraceId);
        Assert.Contains("chat.join", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_gets_nothing_and_is_not_repeated_to_anyone()
    {
        var refusal = await Assert.ThrowsAsync<AcsFunctionsException>(() => Clients.ByKey(stack, "wrong-key").CreateIdentityAsync("local|someone", Cancellation));

        Assert.Equal((AcsFunctionsException.KeyRefused, HttpStatusCode.Unauthorized), (refusal.Code, refusal.Status));
        Assert.DoesNotContain("wrong-key", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_is_asked_for_the_scope_and_cannot_run_jobs()
    {
        var credential = new AdminCredential(stack);
        var client = Clients.ByCredential(stack, credential);

        await client.CreateIdentityAsync("local|" + ClientStack.NewUser(), Cancellation);

        Assert.Equal(["api://acs-functions/.default"], credential.AskedFor);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.StartCleanUpAsync(true, Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.CreateGuestAsync(cancellationToken: Cancellation));
    }

    [Fact]
    public async Task A_back_end_adopts_and_looks_up()
    {
        var client = Clients.ByKey(stack, stack.FunctionKey);
        var (alice, bob) = ("local|" + ClientStack.NewUser(), "local|" + ClientStack.NewUser());
        var identity = (await client.CreateIdentityAsync(alice, Cancellation)).CommunicationUserId;

        var adopted = await client.AdoptIdentityAsync(alice, identity, cancellationToken: Cancellation);
        var conflict = await Assert.ThrowsAsync<AcsFunctionsException>(() => client.AdoptIdentityAsync(bob, identity, cancellationToken: Cancellation));
        var unknown = await Assert.ThrowsAsync<AcsFunctionsException>(() => client.AdoptIdentityAsync(bob, "8:acs:nobody_s", cancellationToken: Cancellation));
        var owner = await client.FindOwnerAsync(identity, Cancellation);
        var nobody = await client.FindOwnerAsync("8:acs:nobody_s", Cancellation);
        var found = await client.LookUpAsync([alice, bob, "no alias"], cancellationToken: Cancellation);
        var created = await client.LookUpAsync([bob], create: true, Cancellation);

        Assert.Equal(identity, adopted.CommunicationUserId);
        Assert.Equal(("identity_conflict", "identity_not_usable"), (conflict.Code, unknown.Code));
        Assert.Equal((alice, identity, null), (owner!.UserId, owner.Identity.CommunicationUserId, owner.DeleteOn));
        Assert.Null(nobody);
        Assert.Equal([(identity, null), (null, "identity_not_found"), (null, "invalid_user_id")], found.Select(user => (user.Identity?.CommunicationUserId, user.Code)));
        Assert.Equal([alice, bob, "no alias"], found.Select(user => user.UserId));
        Assert.Equal(created[0].Identity?.CommunicationUserId, (await client.FindIdentityAsync(bob, Cancellation))!.CommunicationUserId);
        Assert.DoesNotContain(alice, $"{owner} {found[0]}", StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.LookUpAsync([], cancellationToken: Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.LookUpAsync([.. Enumerable.Repeat(alice, 101)], cancellationToken: Cancellation));
    }

    [Fact]
    public async Task A_back_end_invites_a_guest()
    {
        var client = Clients.ByKey(stack, stack.FunctionKey);

        var guest = await client.CreateGuestAsync(new AcsGuestOptions { Scopes = [AcsScopes.VoIPJoin], DeleteAfterMinutes = 60 }, Cancellation);
        var renewed = await client.IssueTokenAsync(guest.GuestId, cancellationToken: Cancellation);
        var byDefault = await client.CreateGuestAsync(cancellationToken: Cancellation);

        Assert.StartsWith("guest|", guest.GuestId, StringComparison.Ordinal);
        Assert.Equal(["voip.join"], stack.ScopesOf(guest.Token.Token));
        Assert.Equal(guest.Token.CommunicationUserId, renewed.CommunicationUserId);
        Assert.InRange(guest.DeleteOn, TimeProvider.System.GetUtcNow().AddMinutes(58), TimeProvider.System.GetUtcNow().AddMinutes(61));
        Assert.NotEqual(guest.GuestId, byDefault.GuestId);
        Assert.DoesNotContain(guest.Token.Token, $"{guest}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_exports_and_imports()
    {
        var client = Clients.ByKey(stack);
        var user = "local|" + ClientStack.NewUser();
        var identity = (await client.CreateIdentityAsync(user, Cancellation)).CommunicationUserId;
        var left = "local|" + ClientStack.NewUser();
        await client.CreateIdentityAsync(left, Cancellation);
        await client.DeleteIdentityAsync(left, Cancellation);
        var exported = new List<ExportedIdentity>();
        await foreach (var row in client.ExportAsync(Cancellation))
        {
            exported.Add(row);
        }

        var outcomes = await client.ImportAsync(exported, Cancellation);
        var others = await client.ImportAsync(
            [new ExportedIdentity(identity, null, "local|" + ClientStack.NewUser()), new ExportedIdentity("not an identity", null, user)], Cancellation);

        Assert.Contains(exported, row => row.UserId == user && row.CommunicationUserId == identity);
        // What ended the sessions of whoever left is a row, too.
        Assert.Contains(exported, row => row.CommunicationUserId is null && row.TokensValidFrom is not null && row.UserId is null);
        Assert.All(outcomes, outcome => Assert.Equal("unchanged", outcome.Outcome));
        Assert.Equal([("conflict", "identity_conflict"), ("invalid", "invalid_import")], others.Select(row => (row.Outcome, row.Code)));
    }

    [Fact]
    public async Task An_operator_runs_jobs()
    {
        var client = Clients.ByKey(stack);
        await client.CreateIdentityAsync("local|" + ClientStack.NewUser(), Cancellation);

        var cleanUp = await client.StartCleanUpAsync(dryRun: true, Cancellation);
        await stack.CarryOutJobsAsync();
        var cleanedUp = await client.ReadJobAsync(cleanUp.Id, Cancellation);
        var count = await client.CountForWindDownAsync(Cancellation);
        await stack.CarryOutJobsAsync();
        var counted = await client.ReadJobAsync(count.Id, Cancellation);
        var stopped = await client.StopJobAsync((await client.StartCleanUpAsync(dryRun: true, Cancellation)).Id, Cancellation);
        var unknown = await Assert.ThrowsAsync<AcsFunctionsException>(() => client.ReadJobAsync("20270301101500123-4f6c1d2e9a0b", Cancellation));
        var unconfirmed = await Assert.ThrowsAsync<AcsFunctionsException>(() => client.StartWindDownAsync("NotTheTable", Cancellation));

        Assert.Equal(("clean-up", true, false), (cleanUp.Kind, cleanUp.DryRun, cleanUp.IsOver));
        Assert.True(cleanedUp is { IsOver: true, CleanUpReport: { DryRun: true, StaleFound: 0 }, WindDownReport: null }, $"{cleanedUp}");
        Assert.True(cleanedUp.CleanUpReport.Duration > TimeSpan.Zero && cleanedUp.CleanUpReport.StartedOn > cleanUp.RequestedOn.AddMinutes(-1), $"{cleanedUp}");
        Assert.True(counted is { IsOver: true, WindDownReport.Found: > 0, CleanUpReport: null }, $"{counted}");
        Assert.StartsWith("stopp", stopped.Status, StringComparison.Ordinal);
        Assert.Equal(("operation_not_found", "confirmation_required"), (unknown.Code, unconfirmed.Code));
    }
}
