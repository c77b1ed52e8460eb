using System.Net;
using AcsFunctions.Acs;
using AcsFunctions.EndToEnd.Tests.Abuse;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;
using AcsFunctions.Worker.Callers;
using AcsFunctions.Worker.Health;
using Azure.Data.Tables;

namespace AcsFunctions.EndToEnd.Tests;

/// <summary>Health as probes and operators see it: what may pass, what never will, and what nobody should find by its users.</summary>
public sealed class HealthTests(SharedAzurite azurite) : IAsyncLifetime
{
    private TestIssuer issuer = null!;

    public async ValueTask InitializeAsync() => issuer = await TestIssuer.StartAsync();

    public ValueTask DisposeAsync() => issuer.DisposeAsync();

    [Theory]
    [InlineData("api/health/live")]
    [InlineData("api/health/ready")]
    public async Task Head_answers_as_get_does_and_has_no_body(string path)
    {
        await using var stack = await TestStack.StartAsync(azurite.Azurite);

        var get = await stack.AnonymouslyAsync(HttpMethod.Get, path);
        var head = await stack.AnonymouslyAsync(HttpMethod.Head, path);
        var other = await stack.AnonymouslyAsync(HttpMethod.Delete, path);

        get.Is(HttpStatusCode.OK);
        head.Is(HttpStatusCode.OK);
        Assert.Equal("", head.Body);
        Assert.Equal(get.Header("Cache-Control"), head.Header("Cache-Control"));
        other.Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_issuer_that_is_down_may_come_back_and_does_not_take_others_users_with_it()
    {
        issuer.IsDown = true;
        await using var stack = await TestStack.StartAsync(azurite.Azurite, issuer.SettingsFor("partner"));

        (await ReadyAsync(stack)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_issuer_at_all_is_a_dependency_that_may_come_back()
    {
        issuer.IsDown = true;
        await using var stack = await TestStack.StartAsync(azurite.Azurite, new Dictionary<string, string?> { ["Authentication:Issuers:local:Authority"] = issuer.Address });

        var away = await ReadyAsync(stack);
        issuer.IsDown = false;
        stack.Clock.Advance(TimeSpan.FromMinutes(1));
        var back = await ReadyAsync(stack);

        Assert.Equal("issuer", away.IsProblem(HttpStatusCode.ServiceUnavailable, "not_ready").Text("detail"));
        Assert.NotNull(away.Header("Retry-After"));
        back.Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/nothing", null)]
    [InlineData("", "https://login.example.com/{tenantid}/v2.0")]
    [InlineData("", "")]
    public async Task An_issuer_that_is_none_never_works_and_readiness_names_its_setting(string path, string? name)
    {
        issuer.Name = name;
        var settings = issuer.SettingsFor("partner");
        settings["Authentication:Issuers:partner:Authority"] = issuer.Address + path;
        await using var stack = await TestStack.StartAsync(azurite.Azurite, settings);

        var ready = await ReadyAsync(stack);
        var head = await stack.AnonymouslyAsync(HttpMethod.Head, "api/health/ready");

        ready.IsProblem(HttpStatusCode.ServiceUnavailable, "configuration_unusable");
        Assert.Equal("Authentication:Issuers:partner:Authority", ready.Text("detail"));
        Assert.Null(ready.Header("Retry-After"));
        head.Is(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("", head.Body);
    }

    [Fact]
    public async Task An_alias_that_none_of_the_users_has_is_said_before_anybody_gets_a_new_identity()
    {
        await using var stack = await TestStack.StartAsync(azurite.Azurite);
        await AddUserAsync(stack, "00", "entra|8a0e5b1c|0f9e8d7c");

        var otherAlias = await ReadyAsync(stack);
        await AddUserAsync(stack, "01", "local|alice");
        stack.Clock.Advance(TimeSpan.FromSeconds(6));
        var sameAlias = await ReadyAsync(stack);

        otherAlias.IsProblem(HttpStatusCode.ServiceUnavailable, "configuration_unusable");
        Assert.Equal("Authentication:Issuers", otherAlias.Text("detail"));
        Assert.DoesNotContain("8a0e5b1c", otherAlias.Body, StringComparison.Ordinal);
        Assert.Contains(stack.Log.Lines, line => line.Contains("aliases entra", StringComparison.Ordinal) && !line.Contains("8a0e5b1c", StringComparison.Ordinal));
        sameAlias.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_id_that_has_no_alias_is_not_taken_for_one_and_is_not_logged()
    {
        await using var stack = await TestStack.StartAsync(azurite.Azurite);
        await AddUserAsync(stack, "00", "alice@example.com");
        await AddUserAsync(stack, "01", "bob");
        await AddUserAsync(stack, "02", "carol@example.com|phone");

        var ready = await ReadyAsync(stack);

        ready.IsProblem(HttpStatusCode.ServiceUnavailable, "configuration_unusable");
        var lines = stack.Log.Lines.Where(line => line.Contains("holds users of the aliases", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.DoesNotMatch("alice|bob|carol", line));
    }

    [Fact]
    public async Task A_table_without_ids_in_clear_says_nothing_of_aliases()
    {
        await using var stack = await TestStack.StartAsync(azurite.Azurite, new Dictionary<string, string?> { ["IdentityStore:StoreUserId"] = "false" });
        await AddUserAsync(stack, "00", null);

        (await ReadyAsync(stack)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_dependency_that_patience_ends_for_is_away_whatever_it_throws_then()
    {
        await using var stack = await TestStack.StartAsync(azurite.Azurite);
        var clock = new JumpingClock(TimeProvider.System.GetUtcNow());
        using var readiness = new Readiness(new HangingStore(), stack.Service<IAcsIdentities>(), stack.Service<BearerAuthentication>(), stack.Service<AliasCheck>(), clock);

        var fault = await readiness.FindFaultAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new ReadinessFault("storage", MayPass: true), fault);
    }

    [Fact]
    public async Task A_probe_that_hangs_up_says_nothing_of_what_it_waited_for()
    {
        await using var stack = await TestStack.StartAsync(azurite.Azurite);
        using var hangingUp = new CancellationTokenSource();
        using var readiness = new Readiness(
            new HangingStore(hangingUp.CancelAsync), stack.Service<IAcsIdentities>(), stack.Service<BearerAuthentication>(), stack.Service<AliasCheck>(), stack.Clock);

        await Assert.ThrowsAsync<AggregateException>(() => readiness.FindFaultAsync(hangingUp.Token));
    }

    private static Task<ApiAnswer> ReadyAsync(TestStack stack) => stack.AnonymouslyAsync(HttpMethod.Get, "api/health/ready");

    private static Task<Azure.Response> AddUserAsync(TestStack stack, string bucket, string? userId)
    {
        var row = new TableEntity(bucket, "user-" + bucket.PadRight(64, '0')) { ["CommunicationUserId"] = "8:acs:one" };
        if (userId is not null)
        {
            row["UserId"] = userId;
        }

        return stack.Table.AddEntityAsync(row, TestContext.Current.CancellationToken);
    }

    /// <summary>Gives no answer until it is cancelled, and then throws something else.</summary>
    private sealed class HangingStore(Func<Task>? begun = null) : DelegatingIdentityStore(new InMemoryIdentityStore())
    {
        public override async Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken)
        {
            var cancelled = Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            await (begun?.Invoke() ?? Task.CompletedTask);
            await cancelled.ContinueWith(_ => { }, TaskScheduler.Default);
            throw new AggregateException(new TaskCanceledException());
        }
    }
}
