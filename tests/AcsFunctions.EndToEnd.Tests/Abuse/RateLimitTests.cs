using System.Globalization;
using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Identities;
using AcsFunctions.Worker.Callers;
using Microsoft.Extensions.DependencyInjection;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>How often one user is served.</summary>
public sealed class RateLimitTests(StrictFixture fixture) : IClassFixture<StrictFixture>
{
    // More than a whole burst, of which a session holds no more than half until it is seen to have ended.
    private const int Attackers = 40;
    private const int Burst = 30;

    private TestStack Stack => fixture.Stack;

    [Fact]
    public async Task A_user_over_the_limit_is_told_when_to_come_back_and_nobody_else_is()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        for (var i = 0; i < 3; i++)
        {
            (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK);
        }

        var over = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        var teams = await Stack.AsAsync(session, HttpMethod.Post, "api/me/teams-token", """{"teamsUserAadToken":"x.y.z"}""");
        var withAnotherSession = await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens");
        var reading = await Stack.AsAsync(session, HttpMethod.Get, "api/me/identity");
        var byABackEnd = await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, $"api/keyed/users/local%7C{user}/tokens");
        var another = await Stack.AsAsync(Stack.SignIn(TestStack.NewUser()), HttpMethod.Post, "api/me/tokens");
        Stack.Clock.Advance(TimeSpan.FromSeconds(int.Parse(over.Header("Retry-After")!, CultureInfo.InvariantCulture)));
        var later = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");

        over.IsProblem(HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.InRange(int.Parse(over.Header("Retry-After")!, CultureInfo.InvariantCulture), 50, 60);
        teams.IsProblem(HttpStatusCode.TooManyRequests, "rate_limited");
        withAnotherSession.IsProblem(HttpStatusCode.TooManyRequests, "rate_limited");
        reading.Is(HttpStatusCode.OK);
        byABackEnd.Is(HttpStatusCode.OK);
        another.Is(HttpStatusCode.OK);
        later.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_holds_a_session_that_was_ended_cannot_use_up_the_users_budget()
    {
        var user = TestStack.NewUser();
        var stolen = Stack.SignIn(user);
        (await Stack.AsAsync(stolen, HttpMethod.Post, "api/me/tokens/revoke")).Is(HttpStatusCode.NoContent);

        for (var i = 0; i < 10; i++)
        {
            (await Stack.AsAsync(stolen, HttpMethod.Post, "api/me/tokens")).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        }

        (await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"scopes":["fax"]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"scopes":["voip"]}""", HttpStatusCode.Forbidden)]
    [InlineData("""{"expiresInMinutes":59}""", HttpStatusCode.BadRequest)]
    [InlineData("not JSON", HttpStatusCode.BadRequest)]
    public async Task A_request_that_is_refused_before_its_session_is_looked_at_is_charged_to_a_good_session_only(string body, HttpStatusCode status)
    {
        var (victim, other) = (TestStack.NewUser(), TestStack.NewUser());
        var (stolen, good) = (Stack.SignIn(victim), Stack.SignIn(other));
        (await Stack.AsAsync(stolen, HttpMethod.Post, "api/me/tokens/revoke")).Is(HttpStatusCode.NoContent);
        Task<ApiAnswer> PostAsync(string session) => Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens", body);

        for (var i = 0; i < 10; i++)
        {
            // Refused before the session is looked at, or, after more of them than half a burst at once, for it.
            Assert.Contains((await PostAsync(stolen)).Status, new[] { status, HttpStatusCode.Unauthorized });
        }

        var anew = Stack.SignIn(victim);
        for (var i = 0; i < 3; i++)
        {
            (await Stack.AsAsync(anew, HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK);
        }

        // Control: whoever holds a good session cannot ask nonsense for ever.
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(status, (await PostAsync(good)).Status);
        }

        (await PostAsync(good)).IsProblem(HttpStatusCode.TooManyRequests, "rate_limited");
    }

    [Fact]
    public async Task Whoever_hangs_up_with_an_ended_session_leaves_the_user_a_whole_burst()
    {
        await using var stack = await TestStack.StartAsync(
            fixture.Azurite,
            new Dictionary<string, string?> { ["RateLimits:TokenBurst"] = "4", ["RateLimits:TokensPerMinute"] = "1" },
            configureApp: builder => builder.Services
                .AddSingleton(provider => new HangingStore(provider.GetRequiredService<TableIdentityStore>()))
                .AddSingleton<IIdentityStore>(provider => provider.GetRequiredService<HangingStore>()));
        var user = TestStack.NewUser();
        var stolen = stack.SignIn(user);
        (await stack.AsAsync(stolen, HttpMethod.Post, "api/me/tokens/revoke")).Is(HttpStatusCode.NoContent);
        using HttpClient caller = new() { BaseAddress = stack.BaseAddress };
        caller.DefaultRequestHeaders.Authorization = new("Bearer", stolen);

        // As many as an ended session can hold at once.
        for (var i = 1; i <= 2; i++)
        {
            var isReading = stack.Service<HangingStore>().HangOnce();
            using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            var call = caller.PostAsync(new Uri("api/me/tokens", UriKind.Relative), null, hangUp.Token);
            await isReading;
            await hangUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
            await UntilLoggedAsync(stack, "Executed 'IssueMyToken'", i);
        }

        var anew = stack.SignIn(user);
        for (var i = 0; i < 4; i++)
        {
            (await stack.AsAsync(anew, HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK);
        }
    }

    private static async Task UntilLoggedAsync(TestStack stack, string text, int times)
    {
        while (stack.Log.Lines.Count(line => line.Contains(text, StringComparison.Ordinal)) < times)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Many_requests_at_once_with_an_ended_session_do_not_keep_the_user_out()
    {
        await using var stack = await TestStack.StartAsync(fixture.Azurite, new Dictionary<string, string?> { ["RateLimits:TokenBurst"] = $"{Burst}" });
        var user = TestStack.NewUser();
        var stolen = stack.SignIn(user);
        (await stack.AsAsync(stolen, HttpMethod.Post, "api/me/tokens/revoke")).Is(HttpStatusCode.NoContent);
        using var isOver = new CancellationTokenSource();

        var attack = Task.WhenAll(Enumerable.Range(0, Attackers).Select(async _ =>
        {
            var statuses = new List<HttpStatusCode>();
            while (!isOver.IsCancellationRequested)
            {
                statuses.Add((await stack.AsAsync(stolen, HttpMethod.Post, "api/me/tokens")).Status);
            }

            return statuses;
        }));
        var own = new List<HttpStatusCode>();
        for (var i = 0; i < 8; i++)
        {
            own.Add(await OwnAsync());
        }

        await isOver.CancelAsync();
        var stolens = (await attack).SelectMany(statuses => statuses).ToList();

        Assert.All(own, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Contains(HttpStatusCode.Unauthorized, stolens);
        Assert.All(stolens, status => Assert.True(status is HttpStatusCode.Unauthorized or HttpStatusCode.ServiceUnavailable, $"{status}"));

        // One table service on a busy machine serves all of them, and may be too slow for one or another.
        async Task<HttpStatusCode> OwnAsync()
        {
            for (var attempt = 0; ; attempt++)
            {
                var status = (await stack.AsAsync(stack.SignIn(user), HttpMethod.Post, "api/me/tokens")).Status;
                if (status != HttpStatusCode.ServiceUnavailable || attempt == 5)
                {
                    return status;
                }
            }
        }
    }

    [Fact]
    public void Half_of_a_budget_can_be_kept_back()
    {
        var budgets = new UserBudgets(TimeSpan.FromSeconds(10), 4);
        var user = User(1);

        Assert.Equal(2, Enumerable.Range(0, 9).TakeWhile(_ => budgets.TryTake(user, TimeSpan.Zero, 2) is null).Count());
        Assert.Null(budgets.Peek(user, TimeSpan.Zero));
        Assert.Equal(2, Enumerable.Range(0, 9).TakeWhile(_ => budgets.TryTake(user, TimeSpan.Zero) is null).Count());
        Assert.NotNull(budgets.Peek(user, TimeSpan.Zero));
    }

    [Fact]
    public void A_crowd_of_users_takes_no_memory_and_hides_nobody()
    {
        var budgets = new UserBudgets(TimeSpan.FromSeconds(1), 3);
        var greedy = User(-1);
        // Three times as many as are remembered.
        UserId[] crowd = [.. Enumerable.Range(0, 200_000).Select(User)];
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(budgets.TryTake(greedy, TimeSpan.Zero));
        }

        var refused = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var user in crowd)
        {
            refused += budgets.TryTake(user, TimeSpan.Zero) is null ? 0 : 1;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, refused);
        Assert.InRange(allocated, 0, 64 * 1024);
        Assert.NotNull(budgets.TryTake(greedy, TimeSpan.Zero));
        // Control: an allocation for each user would be seen.
        before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(crowd.Length, crowd.Select(user => new object()).ToHashSet().Count);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before > 64 * 1024);
    }

    [Fact]
    public void A_budget_fills_up_again_and_no_further()
    {
        var budgets = new UserBudgets(TimeSpan.FromSeconds(10), 2);
        var user = User(1);

        int Taken(double seconds) => Enumerable.Range(0, 9).TakeWhile(_ => budgets.TryTake(user, TimeSpan.FromSeconds(seconds)) is null).Count();

        Assert.Equal([2, 0, 1, 0, 2], new[] { 0, 9.9, 10, 15, 1000 }.Select(Taken));
        Assert.Equal(TimeSpan.FromSeconds(10), budgets.TryTake(user, TimeSpan.FromSeconds(1000)));
        budgets.GiveBack(user);
        Assert.Null(budgets.TryTake(user, TimeSpan.FromSeconds(1000)));
    }

    private static UserId User(int number) => UserId.TryCreate($"local|{number}", out var id) ? id : throw new InvalidOperationException();
}
