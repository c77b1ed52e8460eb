namespace AcsFunctions.Local.Tests.CommandLine;

public sealed class TourTests
{
    [Fact]
    public async Task The_tour_walks_the_whole_life_of_an_identity_and_prints_no_token()
    {
        await using var program = LocalProgram.Start("tour", "--verbose");

        var end = await program.EndAsync();

        Assert.Equal(0, end.ExitCode);
        // Every JWT begins so: it is {" in base64url.
        Assert.DoesNotContain("eyJ", end.Output + end.Errors, StringComparison.Ordinal);
        string[] steps = ["Sign in", "Create", "Issue", "Refresh", "Revoke", "Try to go on", "Sign in again", "Delete", "Look for it"];
        Assert.Equal(steps, end.Output.Split('\n').Select(line => line.Split("  ")[0]).Where(step => steps.Contains(step)));
        Assert.Contains("a token for chat, voip that expires on 20", end.Output, StringComparison.Ordinal);
        Assert.Contains("The emulator calls the token valid.", end.Output, StringComparison.Ordinal);
        Assert.Contains("The emulator calls the first token revoked.", end.Output, StringComparison.Ordinal);
        Assert.Contains("The emulator has no such identity any more.", end.Output, StringComparison.Ordinal);
        Assert.EndsWith("Every step went as promised.\n", end.Output, StringComparison.Ordinal);
    }
}
