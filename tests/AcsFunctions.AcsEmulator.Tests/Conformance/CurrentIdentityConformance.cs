namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>What today's clients can do besides: choose a lifetime.</summary>
public abstract class CurrentIdentityConformance : TeamsExchangeConformance
{
    [Theory]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(1440)]
    public async Task A_lifetime_can_be_chosen(int minutes)
    {
        var user = await Sdk.CreateUserAndTokenAsync(Chat, minutes);
        var again = await Sdk.GetTokenAsync(user.Id, Chat, minutes);

        Assert.All([user.Token!, again], token =>
        {
            var verdict = Emulator.Inspection.Validate(token.Token);
            Assert.Equal(TimeSpan.FromMinutes(minutes), verdict.ExpiresOn - verdict.IssuedOn);
        });
    }

    [Theory]
    [InlineData(59)]
    [InlineData(1441)]
    public async Task A_lifetime_outside_one_hour_to_one_day_cannot_be_had(int minutes)
    {
        var user = await Sdk.CreateUserAsync();
        var known = Emulator.Inspection.IdentityCount;

        var onCreate = await Assert.ThrowsAsync<SdkException>(() => Sdk.CreateUserAndTokenAsync(Chat, minutes));
        var onIssue = await Assert.ThrowsAsync<SdkException>(() => Sdk.GetTokenAsync(user.Id, Chat, minutes));

        Assert.All([onCreate, onIssue], refusal =>
        {
            Assert.Equal((400, "ValidationError"), (refusal.Status, refusal.Code));
            Assert.Contains($"ExpiresInMinutes value {minutes} is invalid.", refusal.Message, StringComparison.Ordinal);
        });
        Assert.Equal(known, Emulator.Inspection.IdentityCount);
    }
}
