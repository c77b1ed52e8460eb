using System.Security.Cryptography;
using System.Text;
using AcsFunctions.AcsEmulator;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Identities;

namespace AcsFunctions.EndToEnd.Tests.Telemetry;

/// <summary>Who did what to whom.</summary>
public sealed class ActorTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    private string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Stack.FunctionKey)))[..16];

    [Fact]
    public async Task What_ends_sessions_is_recorded_though_users_do_it_themselves()
    {
        var user = TestStack.NewUser();
        var hash = HashOf(user);

        await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens");
        await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Get, "api/me/identity");
        await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens/revoke");
        await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Delete, "api/me/identity");

        Assert.Equal(
            [$"RevokeMyTokens for {hash} by self {hash}: ok", $"DeleteMyIdentity for {hash} by self {hash}: ok"],
            RecordedAbout(hash));
    }

    [Fact]
    public async Task Who_acts_for_another_is_recorded_with_the_outcome()
    {
        var (user, admin) = (TestStack.NewUser(), TestStack.NewUser("operator"));
        var (hash, adminHash) = (HashOf(user), HashOf(admin));
        Task<ApiAnswer> AsAdminAsync(HttpMethod method, string path) => Stack.AsAsync(Stack.SignIn(admin, null, Local.LocalStack.AdminRole), method, $"api/users/local%7C{user}/{path}");
        Task<ApiAnswer> WithKeyAsync(HttpMethod method, string path) => Stack.WithKeyAsync(Stack.FunctionKey, method, $"api/keyed/users/local%7C{user}/{path}");

        await AsAdminAsync(HttpMethod.Get, "identity");
        await WithKeyAsync(HttpMethod.Put, "identity");
        await AsAdminAsync(HttpMethod.Post, "tokens");
        await WithKeyAsync(HttpMethod.Post, "tokens/revoke");
        Stack.Acs.Faults.Next(AcsOperation.DeleteIdentity, Fault.Answer(500), 5);
        await WithKeyAsync(HttpMethod.Delete, "identity");
        Stack.Acs.Faults.Clear();

        Assert.Equal(
            [
                $"ReadUserIdentity for {hash} by admin {adminHash}: identity_not_found",
                $"KeyedCreateUserIdentity for {hash} by key {Fingerprint}: ok",
                $"IssueUserToken for {hash} by admin {adminHash}: ok",
                $"KeyedRevokeUserTokens for {hash} by key {Fingerprint}: ok",
                $"KeyedDeleteUserIdentity for {hash} by key {Fingerprint}: pending",
            ],
            RecordedAbout(hash));
    }

    [Fact]
    public async Task A_key_in_the_query_has_the_same_fingerprint_and_one_in_the_header_goes_first()
    {
        var user = TestStack.NewUser();

        await Stack.AnonymouslyAsync(HttpMethod.Get, $"api/keyed/users/local%7C{user}/identity?code={Uri.EscapeDataString(Stack.FunctionKey)}");
        await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Get, $"api/keyed/users/local%7C{user}/identity?code=another");

        Assert.Equal(2, RecordedAbout(HashOf(user)).Count(line => line.Contains($"by key {Fingerprint}:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whoever_is_refused_did_nothing()
    {
        var user = TestStack.NewUser();

        await Stack.AsAsync(Stack.SignIn(TestStack.NewUser()), HttpMethod.Delete, $"api/users/local%7C{user}/identity");
        await Stack.WithKeyAsync("wrong", HttpMethod.Delete, $"api/keyed/users/local%7C{user}/identity");

        Assert.Empty(RecordedAbout(HashOf(user)));
    }

    [Fact]
    public async Task What_a_back_end_does_to_several_or_to_a_guest_is_recorded_for_each()
    {
        var (one, two) = (TestStack.NewUser(), TestStack.NewUser());
        var looked = await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, "api/keyed/identities/lookup", $$"""{"userIds":["local|{{one}}","local|{{two}}"],"create":true}""");
        var identity = looked.Json.GetProperty("users")[0].GetProperty("user").GetProperty("rawId").GetString();
        await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Get, "api/keyed/identities/" + identity);
        var guest = (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, "api/keyed/guests")).Text("guestId");
        await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, "api/keyed/guests", """{"deleteAfterMinutes":1}""");

        Assert.True(UserId.TryCreate(guest, out var guestId));
        Assert.Equal([$"LookUpUsers for {HashOf(one)} by key {Fingerprint}: ok", $"LookUpIdentity for {HashOf(one)} by key {Fingerprint}: ok"], RecordedAbout(HashOf(one)));
        Assert.Equal([$"LookUpUsers for {HashOf(two)} by key {Fingerprint}: ok"], RecordedAbout(HashOf(two)));
        Assert.Equal([$"CreateGuest for {UserKey.Of(guestId).Hash} by key {Fingerprint}: ok"], RecordedAbout(UserKey.Of(guestId).Hash));
        Assert.Contains($"CreateGuest for nobody by key {Fingerprint}: invalid_guest_time", Recorded());
    }

    [Fact]
    public async Task Whoever_gives_a_user_an_identity_that_was_there_is_told_from_whoever_has_one_made()
    {
        var (one, two) = (TestStack.NewUser(), TestStack.NewUser());
        var identity = await Stack.NewAcsIdentityAsync();
        Task<ApiAnswer> PutAsync(string user, string? body) => Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Put, $"api/keyed/users/local%7C{user}/identity", body);

        await PutAsync(one, $$"""{"communicationUserId":"{{identity}}"}""");
        await PutAsync(one, null);
        await PutAsync(two, $$"""{"communicationUserId":"{{identity}}"}""");
        await PutAsync(two, "{}");

        Assert.Equal(
            [$"KeyedCreateUserIdentity (adopt) for {HashOf(one)} by key {Fingerprint}: ok", $"KeyedCreateUserIdentity for {HashOf(one)} by key {Fingerprint}: ok"],
            RecordedAbout(HashOf(one)));
        Assert.Equal(
            [$"KeyedCreateUserIdentity (adopt) for {HashOf(two)} by key {Fingerprint}: identity_conflict", $"KeyedCreateUserIdentity for {HashOf(two)} by key {Fingerprint}: ok"],
            RecordedAbout(HashOf(two)));
    }

    [Fact]
    public async Task What_is_done_to_all_is_recorded()
    {
        var started = await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Post, "api/keyed/operations/wind-down", """{"dryRun":true}""");
        await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Post, "api/keyed/operations/wind-down", "{}");
        await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Delete, started.Header("Location")!.TrimStart('/'));
        await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Get, "api/keyed/operations/wind-down/export");
        await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Post, "api/keyed/operations/import", """{"identities":[{"userId":"no alias"}]}""");

        var recorded = Recorded().ToList();
        Assert.Contains(recorded, line => line.StartsWith("StartWindDown for all by key ", StringComparison.Ordinal) && line.EndsWith(": pending", StringComparison.Ordinal));
        Assert.Contains(recorded, line => line.StartsWith("StartWindDown for all by key ", StringComparison.Ordinal) && line.EndsWith(": confirmation_required", StringComparison.Ordinal));
        Assert.Contains(recorded, line => line.StartsWith($"StopOperation for all by key {Fingerprint}: ", StringComparison.Ordinal));
        Assert.Contains(recorded, line => line.StartsWith("ImportMap for all by key ", StringComparison.Ordinal));
        Assert.Contains(recorded, line => line.StartsWith("ExportMap for all by key ", StringComparison.Ordinal));
    }

    private static string HashOf(string user) => UserId.TryCreate($"local|{user}", out var id) ? UserKey.Of(id).Hash : throw new InvalidOperationException();

    private IEnumerable<string> RecordedAbout(string hash) => Recorded().Where(line => line.Contains($" for {hash} by ", StringComparison.Ordinal));

    // "Information <category>[2103] <message> <values>": the message ends where the first value begins.
    private IEnumerable<string> Recorded() => Stack.Log.Lines
        .Where(line => line.Contains("[2103] ", StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf("[2103] ", StringComparison.Ordinal) + 7)..])
        .Select(line => line[..line.IndexOf(" Function=", StringComparison.Ordinal)]);
}
