using AcsFunctions.Clients.Tests.Stack;

namespace AcsFunctions.Clients.Tests.Generated;

/// <summary>Clients that NSwag and Kiota make of openapi.yaml when this project is built: each calls every operation, and meets refusals.</summary>
public sealed class GeneratedClientTests(ClientStack stack)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("NSwag, System.Text.Json")]
    [InlineData("NSwag, Newtonsoft.Json")]
    [InlineData("Kiota")]
    public async Task A_generated_client_calls_every_operation_and_understands_every_answer(string generator)
    {
        using var handler = new SigningHandler(stack);
        using var http = new HttpClient(handler) { BaseAddress = stack.BaseAddress };
        var client = Make(generator, http);

        foreach (var family in Enum.GetValues<Family>())
        {
            await LiveThroughAsync(client, handler, family);
            await CallTheRestAsync(client, handler, family);
        }

        await DirectAsync(client);
        await OperateAsync(client, handler);
        Assert.Equal("live", await client.LiveAsync(Cancellation), ignoreCase: true);
        Assert.Equal("ready", await client.ReadyAsync(Cancellation), ignoreCase: true);
        Assert.Equal(await File.ReadAllTextAsync(Contract.Path, Cancellation), await client.ContractAsync(Cancellation));
        Assert.Empty(Contract.Operations.Select(operation => operation.Id).Except(handler.Called));
    }

    // Control: what the look at the calls must be able to see.
    [Fact]
    public void The_operations_are_read_from_the_contract()
    {
        Assert.True(Contract.Operations.Count >= 30);
        Assert.Equal("KeyedIssueUserToken", Contract.OperationOf("POST", "/api/keyed/users/local%7Calice/tokens"));
        Assert.Equal("StartCleanUp", Contract.OperationOf("POST", "/api/keyed/operations/clean-up"));
        Assert.Null(Contract.OperationOf("GET", "/api/keyed/users/local%7Calice/tokens"));
    }

    private async Task LiveThroughAsync(IContractClient client, SigningHandler handler, Family family)
    {
        var user = ClientStack.NewUser();
        var id = "local|" + user;
        var objectId = stack.ObjectIdOf(user);
        handler.Session = stack.SignIn(user);

        await RefusedAsync(client, 404, "identity_not_found", () => client.ReadAsync(family, id, Cancellation));
        var created = await client.CreateAsync(family, id, Cancellation);
        var again = await client.CreateAsync(family, id, Cancellation);
        Assert.StartsWith("8:acs:", created.Id, StringComparison.Ordinal);
        Assert.Equal(created, again);
        Assert.Null(created.LastTokenIssuedOn);

        var narrow = await client.IssueAsync(family, id, ["voip.join"], 61, Cancellation);
        var all = await client.IssueAsync(family, id, null, null, Cancellation);
        Assert.Equal((created.Id, created.Id), (narrow.Id, all.Id));
        Assert.Equal(["voip.join"], narrow.Scopes);
        Assert.Equal(["voip.join"], stack.ScopesOf(narrow.Token));
        Assert.Equal(["chat", "voip"], all.Scopes);
        Assert.Equal(narrow.ExpiresOn.ToUnixTimeMilliseconds(), narrow.ExpiresOnTimestamp);
        Assert.InRange(narrow.ExpiresOn, TimeProvider.System.GetUtcNow().AddMinutes(59), TimeProvider.System.GetUtcNow().AddMinutes(62));
        Assert.NotNull((await client.ReadAsync(family, id, Cancellation)).LastTokenIssuedOn);
        await RefusedAsync(client, 400, "invalid_scope", () => client.IssueAsync(family, id, ["fax"], null, Cancellation));
        await RefusedAsync(client, 400, "invalid_lifetime", () => client.IssueAsync(family, id, null, 59, Cancellation));

        var teams = await client.ExchangeAsync(family, id, ClientStack.EntraToken(objectId), objectId, Cancellation);
        Assert.NotEmpty(teams.Token);
        Assert.Equal(teams.ExpiresOn.ToUnixTimeMilliseconds(), teams.ExpiresOnTimestamp);
        await RefusedAsync(client, 403, "teams_user_mismatch", () => client.ExchangeAsync(family, id, ClientStack.EntraToken(Guid.NewGuid()), objectId, Cancellation));

        await client.CallAsync(Contract.Of(family).Single(operation => operation.Path.EndsWith("/tokens/revoke", StringComparison.Ordinal)), id, Cancellation);
        Assert.Null(stack.ScopesOf(all.Token));
        if (family == Family.Self)
        {
            await RefusedAsync(client, 401, "reauthentication_required", () => client.IssueAsync(family, id, null, null, Cancellation));
        }

        if (family == Family.Admin)
        {
            await RefusedAsync(client, 400, "invalid_user_id", () => client.ReadAsync(family, "no alias", Cancellation));
        }
    }

    private async Task DirectAsync(IContractClient client)
    {
        var (alice, bob) = ("local|" + ClientStack.NewUser(), "local|" + ClientStack.NewUser());
        var identity = (await client.CreateAsync(Family.Keyed, alice, Cancellation)).Id;

        Assert.Equal(identity, (await client.AdoptAsync(alice, identity, Cancellation)).Id);
        await RefusedAsync(client, 409, "identity_conflict", () => client.AdoptAsync(bob, identity, Cancellation));
        Assert.Equal(alice, await client.LookUpIdentityAsync(identity, Cancellation));
        await RefusedAsync(client, 404, "identity_not_found", () => client.LookUpIdentityAsync("8:acs:nobody_s", Cancellation));
        Assert.Equal([new SeenUser(alice, identity, null), new SeenUser(bob, null, "identity_not_found")], await client.LookUpUsersAsync([alice, bob], false, Cancellation));
        Assert.StartsWith("8:acs:", Assert.Single(await client.LookUpUsersAsync([bob], true, Cancellation)).Id, StringComparison.Ordinal);
        Assert.Equal(["unchanged"], await client.ImportAsync(alice, identity, Cancellation));
        Assert.Equal(["conflict"], await client.ImportAsync("local|" + ClientStack.NewUser(), identity, Cancellation));

        var guest = await client.CreateGuestAsync(["voip.join"], 60, Cancellation);
        Assert.StartsWith("guest|", guest.GuestId, StringComparison.Ordinal);
        Assert.Equal(["voip.join"], stack.ScopesOf(guest.Token));
        Assert.Equal(["voip.join"], guest.Scopes);
        Assert.InRange(guest.DeleteOn, TimeProvider.System.GetUtcNow().AddMinutes(58), TimeProvider.System.GetUtcNow().AddMinutes(61));
        Assert.Equal(guest.Id, (await client.ReadAsync(Family.Keyed, guest.GuestId, Cancellation)).Id);
        await RefusedAsync(client, 400, "invalid_scope", () => client.CreateGuestAsync(["fax"], null, Cancellation));
    }

    // What the story above does not tell of is called all the same, each operation for a user with an identity.
    private async Task CallTheRestAsync(IContractClient client, SigningHandler handler, Family family)
    {
        var rest = Contract.Of(family).Where(operation => !handler.Called.Contains(operation.Id)).ToArray();
        Assert.Contains(rest, operation => operation.Method == "DELETE");
        foreach (var operation in rest)
        {
            var user = ClientStack.NewUser();
            handler.Session = stack.SignIn(user);
            await client.CreateAsync(family, "local|" + user, Cancellation);

            await client.CallAsync(operation, "local|" + user, Cancellation);
        }
    }

    private async Task OperateAsync(IContractClient client, SigningHandler handler)
    {
        var identity = (await client.CreateAsync(Family.Keyed, "local|" + ClientStack.NewUser(), Cancellation)).Id;
        var cleanUp = await client.StartCleanUpAsync(Cancellation);
        await stack.CarryOutJobsAsync();
        var cleanedUp = await client.ReadJobAsync(cleanUp.Id, Cancellation);
        var windDown = await client.StartWindDownAsync(Cancellation);
        await stack.CarryOutJobsAsync();
        var woundDown = await client.ReadJobAsync(windDown.Id, Cancellation);
        var stopped = await client.StopJobAsync((await client.StartCleanUpAsync(Cancellation)).Id, Cancellation);

        Assert.Equal(("clean-up", "requested", null), (cleanUp.Kind, cleanUp.Status.ToLowerInvariant(), cleanUp.StaleFound));
        Assert.Equal(("finished", 0L, null), (cleanedUp.Status.ToLowerInvariant(), cleanedUp.StaleFound, cleanedUp.Found));
        Assert.Equal("wind-down", windDown.Kind);
        Assert.True(woundDown is { Found: > 0, StaleFound: null }, $"{woundDown}");
        Assert.StartsWith("stopp", stopped.Status, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(identity, await client.ExportAsync(Cancellation));
        await RefusedAsync(client, 404, "operation_not_found", () => client.ReadJobAsync("20270301101500123-4f6c1d2e9a0b", Cancellation));

        handler.WrongKey = "wrong";
        await RefusedAsync(client, 401, null, () => client.ExportAsync(Cancellation));
        handler.WrongKey = null;
    }

    private static async Task RefusedAsync(IContractClient client, int status, string? code, Func<Task> call)
    {
        var refusal = client.Read(await Assert.ThrowsAnyAsync<Exception>(call));

        Assert.Equal((status, code), (refusal.Status, refusal.Code?.ToLowerInvariant()));
        Assert.Equal(code is null, string.IsNullOrEmpty(refusal.Title));
    }

    private static IContractClient Make(string generator, HttpClient http) => generator switch
    {
        "NSwag, System.Text.Json" => new NSwagSystemTextJsonClient(http),
        "NSwag, Newtonsoft.Json" => new NSwagNewtonsoftClient(http),
        _ => new KiotaClient(http),
    };
}
