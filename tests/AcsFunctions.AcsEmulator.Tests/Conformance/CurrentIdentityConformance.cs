using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>What today's SDKs can do besides: choose a lifetime, exchange Teams tokens.</summary>
public abstract class CurrentIdentityConformance : IdentityConformance
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

    [Fact]
    public async Task A_Teams_token_is_exchanged_for_one_that_lives_as_long()
    {
        var expiresOn = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().AddMinutes(70).ToUnixTimeSeconds());

        var token = await Sdk.GetTokenForTeamsUserAsync(EntraToken.Create(expiresOn), EntraToken.AppId, EntraToken.UserId);

        var verdict = Emulator.Inspection.Validate(token.Token);
        Assert.True(verdict.Valid);
        Assert.Equal($"8:orgid:{EntraToken.UserId}", verdict.Identity);
        Assert.Equal(expiresOn, token.ExpiresOn);
    }

    [Theory]
    [InlineData("", EntraToken.AppId, EntraToken.UserId, 401, "InvalidAccessToken", "Provided access token is not valid.")]
    [InlineData("invalid", EntraToken.AppId, EntraToken.UserId, 401, "InvalidAccessToken", "Provided access token is not valid.")]
    [InlineData("expired", EntraToken.AppId, EntraToken.UserId, 401, "InvalidAccessToken", "Provided access token is not valid.")]
    [InlineData("good", "", EntraToken.UserId, 400, "ValidationError", "AppId: The AppId field is required.")]
    [InlineData("good", "no guid", EntraToken.UserId, 400, "ValidationError", "Provided AppId has invalid format.")]
    [InlineData("good", EntraToken.TenantId, EntraToken.UserId, 400, "ValidationError", "AAD application is not the expected one.")]
    [InlineData("good", EntraToken.AppId, "", 400, "ValidationError", "UserId: The UserId field is required.")]
    [InlineData("good", EntraToken.AppId, "no guid", 400, "ValidationError", "Provided UserId has invalid format.")]
    [InlineData("good", EntraToken.AppId, EntraToken.TenantId, 400, "ValidationError", "Provided AAD token issued for unexpected user.")]
    public async Task A_Teams_token_cannot_be_exchanged_unless_all_of_it_fits(string kind, string appId, string userId, int status, string code, string message)
    {
        var now = TimeProvider.System.GetUtcNow();
        var token = kind switch
        {
            "good" => EntraToken.Create(now.AddHours(1)),
            "expired" => EntraToken.Create(now.AddHours(-1)),
            _ => kind,
        };

        var refusal = await Assert.ThrowsAsync<SdkException>(() => Sdk.GetTokenForTeamsUserAsync(token, appId, userId));

        Assert.Equal((status, code), (refusal.Status, refusal.Code));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }
}
