using AcsFunctions.Identities;
using AcsFunctions.Testing;

namespace AcsFunctions.Tests.Identities;

public sealed class SessionTests
{
    private static readonly DateTimeOffset Ended = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly IdentityOptions Options = new() { RevocationTolerance = TimeSpan.FromSeconds(5), MaxCredentialAge = TimeSpan.FromHours(24) };

    [Theory]
    [InlineData(-3600, false)]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(5, false)]
    [InlineData(6, true)]
    [InlineData(3600, true)]
    public void A_credential_must_be_later_than_the_end_of_sessions_and_the_tolerance(int seconds, bool isAdmitted) =>
        Assert.Equal(isAdmitted, Sessions.From(Ended.AddSeconds(seconds)).IsAdmitted(Ended, Options, Ended.AddDays(1)));

    [Theory]
    [InlineData(0, false)]
    [InlineData(23.9, false)]
    [InlineData(24, false)]
    [InlineData(24.1, true)]
    public void A_credential_without_a_date_is_refused_for_as_long_as_an_old_one_could_live(double hours, bool isAdmitted) =>
        Assert.Equal(isAdmitted, Sessions.Undated.IsAdmitted(Ended, Options, Ended.AddHours(hours)));

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public void An_issuer_whose_clock_is_ahead_gives_a_credential_without_a_date_no_life_after_the_end(int seconds, bool isAdmitted) =>
        Assert.Equal(isAdmitted, Sessions.Undated.IsAdmitted(Ended, Options, Ended.AddHours(24).AddSeconds(seconds)));

    [Fact]
    public void A_session_revived_by_a_refresh_token_is_as_old_as_its_sign_in()
    {
        var revived = Session.Of(Ended.AddHours(1), authenticatedAt: Ended.AddHours(-1));

        Assert.False(revived.IsAdmitted(Ended, Options, Ended.AddHours(2)));
        Assert.True(Session.Of(Ended.AddHours(1), Ended.AddMinutes(59)).IsAdmitted(Ended, Options, Ended.AddHours(2)));
    }

    [Fact]
    public void Where_no_session_was_ended_or_the_caller_is_trusted_everyone_is_admitted()
    {
        Assert.True(Sessions.Undated.IsAdmitted(null, Options, Ended));
        Assert.True(Sessions.From(Ended.AddDays(-1)).IsAdmitted(null, Options, Ended));
        Assert.True(Session.Trusted.IsAdmitted(Ended, Options, Ended));
    }
}
