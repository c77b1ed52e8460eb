using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Tests.CleanUpStaleIdentities;

/// <summary>Guests go when their time is over, and nobody makes one by asking late.</summary>
public sealed class GuestsTests : CleanUpTests
{
    private static readonly AcsTokenRequest TokenRequest = new(["voip.join"], TimeSpan.FromHours(1));

    [Fact]
    public async Task A_guest_is_served_until_the_time_is_over_and_deleted_by_the_next_clean_up()
    {
        var guest = (await Registry.CreateGuestAsync(UserId.NewGuest(), TokenRequest, Noon.AddHours(2), Token)).Value!;
        var staying = (await Registry.CreateGuestAsync(UserId.NewGuest(), TokenRequest, Noon.AddHours(4), Token)).Value!;
        var inTime = await Registry.IssueAsync(guest.UserId, Session.Trusted, TokenRequest, Token);
        var early = await RunAsync();

        Clock.Advance(TimeSpan.FromHours(3));
        var late = await Registry.IssueAsync(guest.UserId, Session.Trusted, TokenRequest, Token);
        var report = await RunAsync();
        var gone = await Registry.IssueAsync(guest.UserId, Session.Trusted, TokenRequest, Token);

        Assert.False(inTime.IsRefused);
        Assert.Equal(0, early.GuestsFound);
        Assert.Equal(RefusalReason.GuestExpired, late.Refusal?.Reason);
        Assert.Equal((1, 1, 0), (report.GuestsFound, report.GuestsDeleted, report.StaleFound));
        Assert.False(Acs.IsAlive(guest.Row.CommunicationUserId!));
        Assert.True(Acs.IsAlive(staying.Row.CommunicationUserId!));
        Assert.Equal(RefusalReason.GuestExpired, gone.Refusal?.Reason);
        Assert.Equal(2, Acs.Identities.Count);
    }

    [Fact]
    public async Task With_the_deletion_of_stale_identities_switched_off_guests_go_all_the_same()
    {
        Options.StaleAfter = null;
        await Registry.CreateGuestAsync(UserId.NewGuest(), TokenRequest, Noon.AddHours(1), Token);
        var stale = await MappedAsync(TimeSpan.FromDays(1000));
        Clock.Advance(TimeSpan.FromHours(1.5));

        var report = await RunAsync();

        Assert.Equal((1, 0), (report.GuestsDeleted, report.StaleFound));
        Assert.True(Acs.IsAlive(stale));
    }

    [Fact]
    public async Task A_guest_who_was_invited_for_longer_than_identities_may_go_without_a_token_stays_until_the_end()
    {
        Options.StaleAfter = TimeSpan.FromDays(7);
        var guest = (await Registry.CreateGuestAsync(UserId.NewGuest(), TokenRequest, Noon.AddDays(14), Token)).Value!;
        var stale = await MappedAsync(TimeSpan.Zero);
        Clock.Advance(TimeSpan.FromDays(13));

        var early = await RunAsync();
        var inTime = await Registry.IssueAsync(guest.UserId, Session.Trusted, TokenRequest, Token);
        Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        var late = await RunAsync();

        Assert.Equal((1, 1, 0), (early.StaleFound, early.StaleDeleted, early.GuestsFound));
        Assert.False(Acs.IsAlive(stale));
        Assert.Equal(guest.Row.CommunicationUserId, inTime.Value?.CommunicationUserId);
        Assert.Equal((0, 1), (late.StaleFound, late.GuestsDeleted));
    }

    [Fact]
    public async Task Whatever_is_asked_of_a_guest_who_is_not_there_makes_nothing()
    {
        var nobody = UserId.NewGuest();

        Assert.Equal(RefusalReason.GuestExpired, (await Registry.EnsureAsync(nobody, Session.Trusted, Token)).Refusal?.Reason);
        Assert.Equal(RefusalReason.GuestExpired, (await Registry.ReadAsync(nobody, Session.Trusted, Token)).Refusal?.Reason);
        Assert.Equal(RefusalReason.GuestExpired, (await Registry.RevokeAsync(nobody, Session.Trusted, Token)).Refusal?.Reason);
        Assert.Equal(RefusalReason.GuestExpired, (await Registry.DeleteAsync(nobody, Session.Trusted, Token)).Refusal?.Reason);
        Assert.Equal(RefusalReason.GuestExpired, (await Registry.AdoptAsync(nobody, Acs.Add(), verify: true, Token)).Refusal?.Reason);
        Assert.Empty(Rows.Rows());
    }

    [Fact]
    public async Task A_guest_who_is_cached_is_refused_when_the_time_is_over()
    {
        var cache = Registries.Cache();
        var registry = Registries.Over(Store, Acs, Clock, cache: cache);
        var guest = (await registry.CreateGuestAsync(UserId.NewGuest(), TokenRequest, Noon.AddHours(2), Token)).Value!;
        await registry.IssueAsync(guest.UserId, Session.Trusted, TokenRequest, Token);
        Assert.NotNull(cache.Find(UserKey.Of(guest.UserId)));
        Clock.Advance(TimeSpan.FromHours(2));

        var late = await registry.IssueAsync(guest.UserId, Session.Trusted, TokenRequest, Token);

        Assert.Equal(RefusalReason.GuestExpired, late.Refusal?.Reason);
    }
}
