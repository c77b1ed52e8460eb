using System.Net;
using System.Net.Sockets;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Worker.Callers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Protocols;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>An issuer is asked as seldom as possible, whatever callers send, and its outage affects as few requests as possible.</summary>
public sealed class IssuerOutageTests(SharedAzurite azurite) : IAsyncLifetime
{
    private TestIssuer issuer = null!;
    private TestStack stack = null!;

    private DateTimeOffset Now => stack.Clock.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        issuer = await TestIssuer.StartAsync();
        stack = await TestStack.StartAsync(azurite.Azurite, issuer.SettingsFor("partner"));
    }

    public async ValueTask DisposeAsync()
    {
        await stack.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task Fifty_first_callers_at_once_cannot_make_more_than_one_fetch()
    {
        var token = issuer.Token(TestStack.NewUser(), Now);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => GetAsync(token)));

        Assert.All(answers, answer => answer.IsProblem(HttpStatusCode.NotFound, "identity_not_found"));
        Assert.Equal((1, 1), (issuer.Documents, issuer.KeySets));
    }

    [Fact]
    public async Task Garbage_tokens_cannot_hammer_the_issuer()
    {
        (await GetAsync(issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        var before = issuer.KeySets;

        (await GetAsync(WithKeyId("garbage"))).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        for (var i = 0; i < 200; i++)
        {
            stack.Clock.Advance(TimeSpan.FromSeconds(3));
            var answer = await GetAsync(WithKeyId($"garbage-{i}"));
            Assert.Contains(answer.Status, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.ServiceUnavailable });
        }

        // Ten minutes of it: after 0, 10 and 30 seconds, and then every half a minute.
        Assert.InRange(issuer.KeySets - before, 15, 24);
    }

    [Fact]
    public async Task Garbage_tokens_cannot_keep_the_users_of_a_new_key_out_for_long()
    {
        (await GetAsync(issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        for (var i = 0; i < 100; i++)
        {
            await GetAsync(WithKeyId($"garbage-{i}"));
            stack.Clock.Advance(TimeSpan.FromSeconds(4));
        }

        stack.Clock.Advance(TimeSpan.FromSeconds(31));
        await GetAsync(WithKeyId("garbage"));
        issuer.ChangeKey("second");
        var heldBack = await GetAsync(issuer.Token(TestStack.NewUser(), Now));
        var wait = int.Parse(heldBack.Header("Retry-After") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        stack.Clock.Advance(TimeSpan.FromSeconds(wait));
        var later = await GetAsync(issuer.Token(TestStack.NewUser(), Now));
        var garbage = await GetAsync(WithKeyId("garbage"));

        heldBack.IsProblem(HttpStatusCode.ServiceUnavailable, "issuer_unavailable");
        Assert.InRange(wait, 1, 30);
        later.IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        // Control: what the issuer was asked for and does not have is no matter of waiting.
        garbage.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task A_token_without_a_key_id_is_no_reason_to_ask_an_issuer_of_one_key_again()
    {
        (await GetAsync(issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        var before = issuer.KeySets;

        using var other = new SpareKey();
        var forged = Forge.Rs256(issuer.Header().But(("kid", null)), issuer.Claims(TestStack.NewUser(), Now), other.Value);

        (await GetAsync(forged)).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        Assert.Equal(before, issuer.KeySets);
    }

    [Fact]
    public async Task A_connection_that_is_reset_as_soon_as_it_is_made_does_not_say_that_there_is_no_issuer()
    {
        var reset = await IsNoIssuerAsync(new SocketException((int)SocketError.NotConnected));
        var other = await IsNoIssuerAsync(new InvalidDataException("A page."));

        Assert.False(reset);
        // Control: what is there and is no metadata says so.
        Assert.True(other);
    }

    [Fact]
    public async Task The_metadata_of_a_public_issuer_cannot_lead_to_this_machine()
    {
        using var documents = new IssuerDocuments();
        var keys = issuer.Address + "/keys";

        var ofAPublicOne = documents.Of(new Uri("https://login.example.com/"));
        var ofALocalOne = documents.Of(new Uri(issuer.Address));

        foreach (var address in new[] { keys, keys.Replace("http:", "https:", StringComparison.Ordinal), keys.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), "http://keys.example.com/" })
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => ofAPublicOne.GetDocumentAsync(address, TestContext.Current.CancellationToken));
        }

        Assert.Equal(0, issuer.KeySets);
        Assert.NotEmpty(await ofALocalOne.GetDocumentAsync(keys, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<HttpRequestException>(() => ofALocalOne.GetDocumentAsync("http://keys.example.com/", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_key_that_the_issuer_takes_anew_is_accepted_with_its_first_token()
    {
        (await GetAsync(issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");

        issuer.ChangeKey("second");

        (await GetAsync(issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
    }

    [Fact]
    public async Task A_key_that_the_issuer_withdrew_cannot_be_used_for_long()
    {
        var (withdrawn, id) = (issuer.Key, issuer.KeyId);
        (await GetAsync(issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        issuer.ChangeKey("second");
        stack.Clock.Advance(TimeSpan.FromHours(12));
        // Starts the refresh in the background, and its own key is looked for in it.
        (await GetAsync(issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");

        var stolen = Forge.Rs256(issuer.Header().But(("kid", id)), issuer.Claims(TestStack.NewUser(), Now), withdrawn);

        (await GetAsync(stolen)).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task What_was_asked_for_in_the_meantime_is_not_asked_for_again()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var documents = new IssuerDocuments();
        var metadata = new IssuerMetadata("partner", new Uri(issuer.Address), documents.Of(new Uri(issuer.Address)), stack.Clock, NullLogger.Instance);
        var seen = await metadata.GetAsync(cancellation);

        issuer.ChangeKey("second");
        var (second, _) = await metadata.GetAnewAsync(seen!, cancellation);
        var before = issuer.KeySets;
        var (late, wait) = await metadata.GetAnewAsync(seen!, cancellation);

        Assert.Same(second, late);
        Assert.Equal((before, null), (issuer.KeySets, wait));
        // Control: who has seen the newest and misses a key in it has a reason to ask.
        await metadata.GetAnewAsync(late!, cancellation);
        Assert.Equal(before + 1, issuer.KeySets);
    }

    [Fact]
    public async Task An_issuer_that_is_down_from_the_start_cannot_be_hammered_and_is_found_again()
    {
        issuer.IsDown = true;

        for (var i = 0; i < 60; i++)
        {
            var answer = await GetAsync(issuer.Token(TestStack.NewUser(), Now));
            answer.IsProblem(HttpStatusCode.ServiceUnavailable, "issuer_unavailable");
            Assert.NotNull(answer.Header("Retry-After"));
            stack.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        // After 0, 1, 3, 7, 15 and 31 seconds.
        Assert.InRange(issuer.Documents, 3, 7);

        // Control: it is only the issuer that kept them out.
        issuer.IsDown = false;
        stack.Clock.Advance(TimeSpan.FromMinutes(1));
        (await GetAsync(issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
    }

    [Fact]
    public async Task Another_issuers_users_do_not_suffer_from_one_that_is_down()
    {
        issuer.IsDown = true;

        var answer = await GetAsync(stack.SignIn(TestStack.NewUser()));

        answer.IsProblem(HttpStatusCode.NotFound, "identity_not_found");
    }

    [Fact]
    public async Task Keys_that_were_fetched_serve_on_while_the_issuer_is_down_but_not_for_ever()
    {
        (await GetAsync(issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        issuer.IsDown = true;
        var before = issuer.Documents;

        stack.Clock.Advance(TimeSpan.FromHours(13));
        for (var i = 0; i < 30; i++)
        {
            (await GetAsync(issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        }

        var afterHalfADay = issuer.Documents - before;
        stack.Clock.Advance(TimeSpan.FromHours(50));
        (await GetAsync(issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        stack.Clock.Advance(TimeSpan.FromHours(10));
        (await GetAsync(issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.ServiceUnavailable, "issuer_unavailable");

        Assert.InRange(afterHalfADay, 0, 2);
    }

    private string WithKeyId(string id) => Forge.Rs256(issuer.Header().But(("kid", id)), issuer.Claims(TestStack.NewUser(), Now), issuer.Key);

    private Task<ApiAnswer> GetAsync(string token) => stack.AsAsync(token, HttpMethod.Get, "api/me/identity");

    private static async Task<bool> IsNoIssuerAsync(Exception failure)
    {
        var metadata = new IssuerMetadata("partner", new Uri("https://issuer.example.com"), new Failing(failure), TimeProvider.System, NullLogger.Instance);
        await metadata.GetAsync(TestContext.Current.CancellationToken);
        return metadata.IsNoIssuer;
    }

    private sealed class Failing(Exception failure) : IDocumentRetriever
    {
        public Task<string> GetDocumentAsync(string address, CancellationToken cancel) => Task.FromException<string>(failure);
    }
}
