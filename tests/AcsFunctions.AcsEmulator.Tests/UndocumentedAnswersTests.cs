using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>Where the service's answer is not known, the emulator's is a setting.</summary>
public sealed class UndocumentedAnswersTests
{
    private static readonly AcsErrorAnswer Other = new(422, "Other", "Another answer.");

    [Fact]
    public async Task The_answer_for_a_deleted_identity_can_be_chosen()
    {
        await using var wire = Wire.Create(new UndocumentedAnswers { IdentityNotFound = Other });
        var id = await wire.CreateIdentityAsync();
        await wire.DeleteAsync(id);

        WireAnswer[] answers = [await wire.IssueAsync(id), await wire.RevokeAsync(id), await wire.DeleteAsync(id)];

        Assert.All(answers, answer => Assert.Equal((422, "Other", "Another answer."), (answer.Status, answer.Code, answer.Message)));
    }

    [Fact]
    public async Task Deleting_twice_can_be_made_to_succeed_but_not_for_a_strangers_identity()
    {
        await using var wire = Wire.Create(new UndocumentedAnswers { DeletingAMissingIdentitySucceeds = true });
        var id = await wire.CreateIdentityAsync();
        await wire.DeleteAsync(id);

        var again = await wire.DeleteAsync(id);
        var strangers = await wire.DeleteAsync(wire.StrangersId);

        Assert.Equal((204, 401), (again.Status, strangers.Status));
    }

    [Fact]
    public async Task Unknown_scopes_can_be_let_through()
    {
        await using var wire = Wire.Create(new UndocumentedAnswers { UnknownScope = null });

        var answer = await wire.IssueAsync(await wire.CreateIdentityAsync(), """{"scopes":["pstn"]}""");

        Assert.Equal(["pstn"], wire.Emulator.Inspection.Validate(answer.Token).Scopes!);
    }

    [Fact]
    public async Task Empty_scopes_on_create_can_be_refused()
    {
        await using var wire = Wire.Create(new UndocumentedAnswers { EmptyScopesOnCreate = Other });

        var answer = await wire.SendAsync("POST", "/identities", """{"createTokenWithScopes":[]}""");

        Assert.Equal(422, answer.Status);
        Assert.Equal(0, wire.Emulator.Inspection.IdentityCount);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_unread()
    {
        await using var wire = Wire.Create();

        var answer = await wire.SendAsync("POST", "/identities", new string(' ', (64 * 1024) + 1));
        var within = await wire.SendAsync("POST", "/identities", new string(' ', (64 * 1024) - 2) + "{}");

        Assert.Equal((413, "RequestBodyTooLarge"), (answer.Status, answer.Code));
        Assert.Equal(201, within.Status);
    }
}
