using Azure.Communication.Identity;

namespace AcsFunctions.StandIns.Tests.Client;

public sealed class AnswerTests
{
    private static readonly DateTimeOffset Expiry = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_567);

    private readonly ScriptedService service = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_created_user_has_the_services_id_and_its_first_token()
    {
        service.Answers(201, Calls.Created).Answers(201, Calls.Created);

        var now = service.Client().CreateUserAndToken([CommunicationTokenScope.Chat], Cancel);
        var (user, token) = (await service.Client().CreateUserAndTokenAsync([CommunicationTokenScope.Chat], Cancel)).Value;

        Assert.Equal((Calls.Id, "secret.token.value", Expiry), (user.Id, token.Token, token.ExpiresOn));
        Assert.Equal((Calls.Id, "secret.token.value", Expiry), (now.Value.User.Id, now.Value.AccessToken.Token, now.Value.AccessToken.ExpiresOn));
        Assert.Equal(201, now.GetRawResponse().Status);
    }

    [Fact]
    public async Task Fields_of_a_later_version_are_ignored()
    {
        service.Answers(201, $$"""{"new":[1],"identity":{"id":"{{Calls.Id}}","customId":"c","lastTokenIssuedAt":null} }""");

        var user = (await service.Client().CreateUserAsync(Cancel)).Value;

        Assert.Equal(Calls.Id, user.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"accessToken\":null")]
    public async Task A_token_that_the_service_did_not_send_cannot_be_read(string rest)
    {
        service.Answers(201, $$"""{"identity":{"id":"{{Calls.Id}}"}{{rest}}}""");

        var created = (await service.Client().CreateUserAndTokenAsync([], Cancel)).Value;

        Assert.Equal(Calls.Id, created.User.Id);
        Assert.Throws<InvalidOperationException>(() => created.AccessToken);
    }

    [Fact]
    public async Task An_offset_other_than_zero_is_kept_as_an_instant()
    {
        service.Answers(200, """{"token":"t","expiresOn":"2026-11-23T14:00:00.1234567+02:00"}""");

        var token = (await service.Client().GetTokenAsync(Calls.User, [CommunicationTokenScope.Chat], Cancel)).Value;

        Assert.Equal(Expiry, token.ExpiresOn);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"token":null}""")]
    public async Task A_token_answer_without_its_fields_reads_as_no_token(string body)
    {
        service.Answers(200, body);

        var token = (await service.Client().GetTokenAsync(Calls.User, [CommunicationTokenScope.Chat], Cancel)).Value;

        Assert.Null(token.Token);
        Assert.Equal(default, token.ExpiresOn);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("""{"identity":{}}""")]
    public async Task A_success_without_its_content_cannot_pass(string body)
    {
        service.Answers(201, body);

        await Assert.ThrowsAnyAsync<Exception>(() => service.Client().CreateUserAsync(Cancel));
    }
}
