using AcsFunctions.AcsEmulator.Tests.Support;
using CsCheck;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>Whatever text comes as a token, the verdict is a refusal and no exception.</summary>
public sealed class TokenParsingProperties
{
    [Fact]
    public async Task No_changed_character_can_leave_a_token_valid()
    {
        await using var wire = Wire.Create();
        var token = (await wire.IssueAsync(await wire.CreateIdentityAsync())).Token;

        // The last character of a base64url part may carry bits that mean nothing; the decoder refuses those.
        Gen.Select(Gen.Int[0, token.Length - 1], Gen.Char).Where((at, character) => token[at] != character).Sample(
            (at, character) => !wire.Emulator.Inspection.Validate(token[..at] + character + token[(at + 1)..]).Valid, iter: 5000, threads: 1);

        Assert.True(wire.Emulator.Inspection.Validate(token).Valid);
    }

    [Fact]
    public async Task No_text_can_be_a_valid_token()
    {
        await using var wire = Wire.Create();

        Gen.String.Sample(text => !wire.Emulator.Inspection.Validate(text).Valid, iter: 2000, threads: 1);
    }
}
