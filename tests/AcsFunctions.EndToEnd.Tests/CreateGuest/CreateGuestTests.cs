using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.CreateGuest;

/// <summary>A visitor has an identity for a while, and then no more.</summary>
public sealed class CreateGuestTests(SharedAzurite azurite) : IAsyncLifetime
{
    private TestStack? stack;

    private TestStack Stack => stack!;

    public async ValueTask InitializeAsync() => stack = await TestStack.StartAsync(azurite.Azurite);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Stack.DisposeAsync();
    }

    [Fact]
    public async Task A_guest_has_a_token_that_allows_little()
    {
        var guest = await InviteAsync(null);
        var other = await InviteAsync("{}");
        var narrow = await InviteAsync("""{"scopes":["voip.join"],"expiresInMinutes":60,"deleteAfterMinutes":5}""");

        Assert.Matches("^guest\\|[0-9a-f]{32}$", guest.Text("guestId"));
        Assert.NotEqual(guest.Text("guestId"), other.Text("guestId"));
        Assert.NotEqual(guest.Identity, other.Identity);
        Assert.Equal(["chat.join.limited", "voip.join"], Stack.Acs.Inspection.Validate(guest.Token).Scopes!.Order());
        Assert.Equal(["voip.join"], Stack.Acs.Inspection.Validate(narrow.Token).Scopes);
        Assert.Equal(120, (guest.Json.GetProperty("deleteOn").GetDateTimeOffset() - Stack.Clock.GetUtcNow()).TotalMinutes, 1.0);
        Assert.Equal(5, (narrow.Json.GetProperty("deleteOn").GetDateTimeOffset() - Stack.Clock.GetUtcNow()).TotalMinutes, 1.0);
        Assert.Equal(guest.Identity, guest.Text("userId"));
    }

    [Fact]
    public async Task A_back_end_renews_a_guests_token_until_the_time_is_over_and_not_after()
    {
        var guest = await InviteAsync("""{"deleteAfterMinutes":30}""");
        var id = guest.Text("guestId");

        var renewed = (await WithKeyAsync(HttpMethod.Post, id, "tokens", """{"scopes":["voip.join"]}""")).Is(HttpStatusCode.OK);
        var byAdmin = (await AsAdminAsync(HttpMethod.Get, id, "identity")).Is(HttpStatusCode.OK);
        var found = (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Get, "api/keyed/identities/" + guest.Identity)).Is(HttpStatusCode.OK);
        Stack.Clock.Advance(TimeSpan.FromMinutes(31));
        await NothingIsMadeAsync(id);
        await Stack.CleanUpAsync();

        Assert.Equal([guest.Identity, guest.Identity], [renewed.Identity, byAdmin.Identity]);
        Assert.Equal((id, guest.Text("deleteOn")), (found.Text("userId"), found.Text("deleteOn")));
        Assert.Null(Stack.Acs.Inspection.FindIdentity(guest.Identity));
        await NothingIsMadeAsync(id);
    }

    [Fact]
    public async Task A_guest_who_was_never_there_is_not_made_by_asking()
    {
        await NothingIsMadeAsync("guest|" + Guid.NewGuid().ToString("N"));
    }

    [Fact]
    public async Task A_guest_can_be_sent_away_early()
    {
        var guest = await InviteAsync(null);

        (await WithKeyAsync(HttpMethod.Delete, guest.Text("guestId"), "identity")).Is(HttpStatusCode.NoContent);

        Assert.Null(Stack.Acs.Inspection.FindIdentity(guest.Identity));
        await NothingIsMadeAsync(guest.Text("guestId"));
    }

    [Fact]
    public async Task An_operator_sees_how_many_guests_went()
    {
        await InviteAsync("""{"deleteAfterMinutes":5}""");
        await InviteAsync("""{"deleteAfterMinutes":5}""");
        await InviteAsync("""{"deleteAfterMinutes":600}""");
        Stack.Clock.Advance(TimeSpan.FromMinutes(6));

        var asked = await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, "api/keyed/operations/clean-up");
        await Stack.RunJobsAsync();
        var report = (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Get, asked.Header("Location")!.TrimStart('/'))).Json.GetProperty("cleanUpReport");

        Assert.Equal((2, 2), (report.GetProperty("guestsFound").GetInt32(), report.GetProperty("guestsDeleted").GetInt32()));
        Assert.Equal(1, Stack.Acs.Inspection.IdentityCount);
    }

    [Fact]
    public async Task No_issuer_and_no_adoption_makes_a_guest()
    {
        var identity = await Stack.NewAcsIdentityAsync();
        var id = "guest|" + Guid.NewGuid().ToString("N");

        (await WithKeyAsync(HttpMethod.Put, id, "identity", $$"""{"communicationUserId":"{{identity}}"}""")).IsProblem(HttpStatusCode.NotFound, "guest_expired");
        (await WithKeyAsync(HttpMethod.Put, "guest|17", "identity")).IsProblem(HttpStatusCode.BadRequest, "invalid_user_id");
        var looked = await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, "api/keyed/identities/lookup", $$"""{"userIds":["{{id}}"],"create":true}""");
        Assert.Equal("guest_expired", looked.Is(HttpStatusCode.OK).Json.GetProperty("users")[0].GetProperty("code").GetString());
        (await Stack.AnonymouslyAsync(HttpMethod.Post, "api/keyed/guests")).IsOfTheHost(HttpStatusCode.Unauthorized);
    }

    private async Task NothingIsMadeAsync(string id)
    {
        var before = Stack.Acs.Inspection.IdentityCount;
        foreach (var (method, path) in new[] { (HttpMethod.Put, "identity"), (HttpMethod.Get, "identity"), (HttpMethod.Post, "tokens"), (HttpMethod.Post, "tokens/revoke"), (HttpMethod.Delete, "identity") })
        {
            (await WithKeyAsync(method, id, path)).IsProblem(HttpStatusCode.NotFound, "guest_expired");
            (await AsAdminAsync(method, id, path)).IsProblem(HttpStatusCode.NotFound, "guest_expired");
        }

        const string exchange = """{"teamsUserAadToken":"a.b.c","userObjectId":"0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b"}""";
        (await WithKeyAsync(HttpMethod.Post, id, "teams-token", exchange)).IsProblem(HttpStatusCode.NotFound, "guest_expired");
        (await AsAdminAsync(HttpMethod.Post, id, "teams-token", exchange)).IsProblem(HttpStatusCode.NotFound, "guest_expired");
        Assert.Equal(before, Stack.Acs.Inspection.IdentityCount);
    }

    private async Task<ApiAnswer> InviteAsync(string? body) => (await SendAsync(body)).Is(HttpStatusCode.Created);

    private Task<ApiAnswer> SendAsync(string? body) => Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, "api/keyed/guests", body);

    private Task<ApiAnswer> WithKeyAsync(HttpMethod method, string id, string path, string? body = null) =>
        Stack.WithKeyAsync(Stack.FunctionKey, method, $"api/keyed/users/{Uri.EscapeDataString(id)}/{path}", body);

    private Task<ApiAnswer> AsAdminAsync(HttpMethod method, string id, string path, string? body = null) =>
        Stack.AsAsync(Stack.SignInAdmin(), method, $"api/users/{Uri.EscapeDataString(id)}/{path}", body);
}
