using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Tests.Identities;

/// <summary>The protocol on a real table service that throttles. It waits between its attempts, in real time: a class of its own runs beside the others.</summary>
public sealed class ThrottledTableTests(AzuriteTables tables)
{
    private readonly InMemoryAcs acs = new(TimeProvider.System);
    private readonly UserId user = Users.New();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_table_that_throttles_makes_requests_slow_or_refused_and_loses_nothing(int everyNth)
    {
        var table = await tables.NewTableAsync(Token);
        var endpoint = new Uri(tables.ConnectionString.Split("TableEndpoint=")[1].TrimEnd(';'));
        await using var busy = await BusyStorage.StartAsync(endpoint, Token);
        var registry = Registries.Over(
            AzuriteTables.Store(AzuriteTables.Table(busy.ConnectionStringOf(tables.ConnectionString), table.Repeated.Name)), acs, TimeProvider.System);
        busy.IsBusy = number => number % everyNth == 0;

        for (var round = 0; round < 2; round++)
        {
            await registry.EnsureAsync(user, Session.Trusted, Token);
            await registry.RevokeAsync(user, Session.Trusted, Token);
            await registry.DeleteAsync(user, Session.Trusted, Token);
        }

        var ensured = await registry.EnsureAsync(user, Session.Trusted, Token);
        busy.IsBusy = _ => false;
        ensured = ensured.IsRefused ? await registry.EnsureAsync(user, Session.Trusted, Token) : ensured;
        await registry.FinishAllAsync(AzuriteTables.Store(table), user, Token);

        Assert.True(busy.Refused > 3);
        Assert.Equal(ensured.Value!.Row.CommunicationUserId, Assert.Single(acs.Identities, one => one.IsAlive).CommunicationUserId);
    }
}
