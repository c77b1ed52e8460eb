using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>What clients can do since 1.1.0: exchange a Teams user's token.</summary>
public abstract class TeamsExchangeConformance : UserAndTokenConformance
{
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
