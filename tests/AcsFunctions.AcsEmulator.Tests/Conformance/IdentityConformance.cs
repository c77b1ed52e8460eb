using System.Buffers.Text;
using System.Text.Json;

namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>What every SDK can do, ever since its first version.</summary>
public abstract class IdentityConformance
{
    private protected static readonly string[] Chat = ["chat"];

    private protected IIdentitySdk Sdk => Connect(Emulator.ConnectionString);

    private protected abstract AcsIdentityEmulator Emulator { get; }

    private protected abstract IIdentitySdk Connect(string connectionString);

    /// <summary>What a throttled call is told to wait.</summary>
    private protected virtual TimeSpan RetryAfter => TimeSpan.Zero;

    [Fact]
    public async Task A_user_is_created_without_a_token()
    {
        var user = await Sdk.CreateUserAsync();

        Assert.StartsWith($"8:acs:{Emulator.ResourceId}_", user.Id, StringComparison.Ordinal);
        Assert.Equal(0, Emulator.Inspection.FindIdentity(user.Id)!.TokensIssued);
    }

    [Fact]
    public async Task A_token_lives_a_day_unless_asked_otherwise()
    {
        var user = await Sdk.CreateUserAsync();

        var token = await Sdk.GetTokenAsync(user.Id, Chat);

        var verdict = Emulator.Inspection.Validate(token.Token);
        Assert.Equal(TimeSpan.FromDays(1), verdict.ExpiresOn - verdict.IssuedOn);
        Assert.Equal(verdict.ExpiresOn, token.ExpiresOn);
    }

    [Fact]
    public async Task All_five_scopes_come_together()
    {
        string[] scopes = ["chat", "voip", "chat.join", "chat.join.limited", "voip.join"];
        var user = await Sdk.CreateUserAsync();

        var token = await Sdk.GetTokenAsync(user.Id, scopes);

        Assert.Equal(scopes, Emulator.Inspection.Validate(token.Token).Scopes!);
    }

    [Fact]
    public async Task A_token_names_its_user_as_calling_clients_expect()
    {
        var user = await Sdk.CreateUserAsync();

        var token = await Sdk.GetTokenAsync(user.Id, Chat);

        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Token.Split('.')[1])).RootElement;
        Assert.Equal(user.Id, $"8:{claims.GetProperty("skypeid").GetString()}");
        Assert.Equal(token.ExpiresOn.ToUnixTimeSeconds(), claims.GetProperty("exp").GetInt64());
    }

    [Fact]
    public async Task Revoked_tokens_cannot_be_used_and_new_ones_can_be_had()
    {
        var user = await Sdk.CreateUserAsync();
        var token = await Sdk.GetTokenAsync(user.Id, Chat);

        await Sdk.RevokeTokensAsync(user.Id);

        var renewed = await Sdk.GetTokenAsync(user.Id, Chat);
        Assert.Equal(TokenRefusal.Revoked, Emulator.Inspection.Validate(token.Token).Refusal);
        Assert.True(Emulator.Inspection.Validate(renewed.Token).Valid);
    }

    [Fact]
    public async Task A_deleted_user_cannot_get_tokens()
    {
        var user = await Sdk.CreateUserAsync();
        var token = await Sdk.GetTokenAsync(user.Id, Chat);

        await Sdk.DeleteUserAsync(user.Id);

        var refusal = await Assert.ThrowsAsync<SdkException>(() => Sdk.GetTokenAsync(user.Id, Chat));
        Assert.Equal((404, "IdentityNotFound"), (refusal.Status, refusal.Code));
        Assert.Contains("Provided identity doesn't exist.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(TokenRefusal.IdentityDeleted, Emulator.Inspection.Validate(token.Token).Refusal);
    }

    [Fact]
    public async Task A_deleted_user_cannot_be_revoked_or_deleted_again()
    {
        var user = await Sdk.CreateUserAsync();
        await Sdk.DeleteUserAsync(user.Id);

        var onRevoke = await Assert.ThrowsAsync<SdkException>(() => Sdk.RevokeTokensAsync(user.Id));
        var onDelete = await Assert.ThrowsAsync<SdkException>(() => Sdk.DeleteUserAsync(user.Id));

        Assert.All([onRevoke, onDelete], refusal => Assert.Equal((404, "IdentityNotFound"), (refusal.Status, refusal.Code)));
    }

    [Fact]
    public async Task Another_key_cannot_do_anything()
    {
        var known = Emulator.Inspection.IdentityCount;
        var stranger = Connect($"endpoint={Emulator.Endpoint};accesskey=b3RoZXI=");

        var refusal = await Assert.ThrowsAsync<SdkException>(() => stranger.CreateUserAsync());

        Assert.Equal((401, "Denied"), (refusal.Status, refusal.Code));
        Assert.Contains("Denied by the resource provider.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(known, Emulator.Inspection.IdentityCount);
    }

    [Fact]
    public async Task An_unknown_scope_cannot_be_had()
    {
        var user = await Sdk.CreateUserAsync();

        var refusal = await Assert.ThrowsAsync<SdkException>(() => Sdk.GetTokenAsync(user.Id, ["fax"]));

        Assert.Equal((400, "ValidationError"), (refusal.Status, refusal.Code));
    }

    [Theory]
    [InlineData("issue")]
    [InlineData("revoke")]
    [InlineData("delete")]
    public async Task A_user_of_another_resource_cannot_be_touched(string operation)
    {
        var id = $"8:acs:{Guid.Empty}_{Guid.Empty}";

        var refusal = await Assert.ThrowsAsync<SdkException>(() => operation switch
        {
            "issue" => Sdk.GetTokenAsync(id, Chat),
            "revoke" => Sdk.RevokeTokensAsync(id),
            _ => Sdk.DeleteUserAsync(id),
        });

        Assert.Equal((401, "IdentityNotOwned"), (refusal.Status, refusal.Code));
        Assert.Contains("Provided identity doesn't belong to the resource.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_without_scopes_cannot_be_had()
    {
        var user = await Sdk.CreateUserAsync();

        var refusal = await Assert.ThrowsAsync<SdkException>(() => Sdk.GetTokenAsync(user.Id, []));

        Assert.Equal((400, "ValidationError"), (refusal.Status, refusal.Code));
        Assert.Contains("Scopes field is required.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_throttled_call_is_tried_again_and_succeeds()
    {
        var user = await Sdk.CreateUserAsync();
        Emulator.Faults.Next(AcsOperation.IssueAccessToken, Fault.Answer(429, RetryAfter));

        var token = await Sdk.GetTokenAsync(user.Id, Chat);

        Assert.True(Emulator.Inspection.Validate(token.Token).Valid);
        Assert.Empty(Emulator.Faults.Pending);
    }

    [Fact]
    public async Task A_gateway_page_is_told_as_its_status()
    {
        var user = await Sdk.CreateUserAsync();
        Emulator.Faults.Next(AcsOperation.RevokeAccessTokens, Fault.HtmlPage(403));

        var refusal = await Assert.ThrowsAsync<SdkException>(() => Sdk.RevokeTokensAsync(user.Id));

        Assert.Equal(403, refusal.Status);
    }
}
