using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>An issuer is asked as little as need be, whoever knocks, and missed as little as can be.</summary>
public sealed class IssuerOutageTests(SharedAzurite azurite) : IAsyncLifetime
{
    private TestIssuer _issuer = null!;
    private TestStack _stack = null!;

    private DateTimeOffset Now => _stack.Clock.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _issuer = await TestIssuer.StartAsync();
        _stack = await TestStack.StartAsync(azurite.Azurite, _issuer.SettingsFor("partner"));
    }

    public async ValueTask DisposeAsync()
    {
        await _stack.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Fifty_first_callers_at_once_cannot_make_more_than_one_fetch()
    {
        var token = _issuer.Token(TestStack.NewUser(), Now);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => GetAsync(token)));

        Assert.All(answers, answer => answer.IsProblem(HttpStatusCode.NotFound, "identity_not_found"));
        Assert.Equal((1, 1), (_issuer.Documents, _issuer.KeySets));
    }

    [Fact]
    public async Task Garbage_tokens_cannot_hammer_the_issuer()
    {
        (await GetAsync(_issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        var before = _issuer.KeySets;

        for (var i = 0; i < 200; i++)
        {
            (await GetAsync(WithKeyId($"garbage-{i}"))).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
            _stack.Clock.Advance(TimeSpan.FromSeconds(3));
        }

        // Ten minutes of it: after 0, 10, 30, 70, 150 and 310 seconds, and then every five minutes.
        Assert.InRange(_issuer.KeySets - before, 2, 7);
    }

    [Fact]
    public async Task A_key_that_the_issuer_takes_anew_is_accepted_with_its_first_token()
    {
        (await GetAsync(_issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");

        _issuer.ChangeKey("second");

        (await GetAsync(_issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
    }

    [Fact]
    public async Task A_key_that_the_issuer_withdrew_cannot_be_used_for_long()
    {
        var (withdrawn, id) = (_issuer.Key, _issuer.KeyId);
        (await GetAsync(_issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        _issuer.ChangeKey("second");
        _stack.Clock.Advance(TimeSpan.FromHours(12));
        // Starts the refresh in the background, and its own key is looked for in it.
        (await GetAsync(_issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");

        var stolen = Forge.Rs256(_issuer.Header().But(("kid", id)), _issuer.Claims(TestStack.NewUser(), Now), withdrawn);

        (await GetAsync(stolen)).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task An_issuer_that_is_down_from_the_start_cannot_be_hammered_and_is_found_again()
    {
        _issuer.IsDown = true;

        for (var i = 0; i < 60; i++)
        {
            var answer = await GetAsync(_issuer.Token(TestStack.NewUser(), Now));
            answer.IsProblem(HttpStatusCode.ServiceUnavailable, "issuer_unavailable");
            Assert.NotNull(answer.Header("Retry-After"));
            _stack.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        // After 0, 1, 3, 7, 15 and 31 seconds.
        Assert.InRange(_issuer.Documents, 3, 7);

        // Control: it is only the issuer that kept them out.
        _issuer.IsDown = false;
        _stack.Clock.Advance(TimeSpan.FromMinutes(1));
        (await GetAsync(_issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
    }

    [Fact]
    public async Task Another_issuers_users_do_not_suffer_from_one_that_is_down()
    {
        _issuer.IsDown = true;

        var answer = await GetAsync(_stack.SignIn(TestStack.NewUser()));

        answer.IsProblem(HttpStatusCode.NotFound, "identity_not_found");
    }

    [Fact]
    public async Task Keys_that_were_fetched_serve_on_while_the_issuer_is_down_but_not_for_ever()
    {
        (await GetAsync(_issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        _issuer.IsDown = true;
        var before = _issuer.Documents;

        _stack.Clock.Advance(TimeSpan.FromHours(13));
        for (var i = 0; i < 30; i++)
        {
            (await GetAsync(_issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        }

        var afterHalfADay = _issuer.Documents - before;
        _stack.Clock.Advance(TimeSpan.FromHours(50));
        (await GetAsync(_issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        _stack.Clock.Advance(TimeSpan.FromHours(10));
        (await GetAsync(_issuer.Token(TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.ServiceUnavailable, "issuer_unavailable");

        Assert.InRange(afterHalfADay, 0, 2);
    }

    private string WithKeyId(string id) => Forge.Rs256(_issuer.Header().But(("kid", id)), _issuer.Claims(TestStack.NewUser(), Now), _issuer.Key);

    private Task<ApiAnswer> GetAsync(string token) => _stack.AsAsync(token, HttpMethod.Get, "api/me/identity");
}
