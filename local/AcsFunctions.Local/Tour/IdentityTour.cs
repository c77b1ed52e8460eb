using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace AcsFunctions.Local.Tour;

/// <summary>Walks the life of an identity as a front-end would, and says what each step did.</summary>
internal sealed class IdentityTour(LocalStack stack, TextWriter output)
{
    private const string User = "tourist";
    private const string IdentityPath = "/api/me/identity";
    private const string TokensPath = "/api/me/tokens";

    private static readonly JsonObject Wish = new() { ["scopes"] = new JsonArray("chat", "voip"), ["expiresInMinutes"] = 60 };

    /// <exception cref="LocalStackException">A step did not end as promised; the message says which.</exception>
    public async Task WalkAsync(CancellationToken cancellationToken)
    {
        using TourFrontEnd frontEnd = new(stack, User);
        await frontEnd.SignInAsync(cancellationToken);
        Say("Sign in", $"as {User}, at {stack.SignIn.Issuer}");

        var created = await frontEnd.CallAsync(HttpMethod.Put, IdentityPath, null, cancellationToken);
        var identity = created.MustBe(HttpStatusCode.Created).Value("user")["communicationUserId"]!.GetValue<string>();
        Say("Create", created, identity);

        var first = await IssueAsync("Issue", frontEnd, identity, cancellationToken);
        var second = await IssueAsync("Refresh", frontEnd, identity, cancellationToken);
        Must(first != second, "a refresh was to answer another token");
        await RevokeAsync(frontEnd, first, second, cancellationToken);

        var third = await frontEnd.CallWithNewSessionAsync(HttpMethod.Post, TokensPath, Wish.DeepClone().AsObject(), cancellationToken);
        await TellTokenAsync("Sign in again", third, frontEnd, identity, cancellationToken);
        await DeleteAsync(frontEnd, identity, third.Text("token"), cancellationToken);
        output.WriteLine("Every step went as promised.");
    }

    private async Task<string> IssueAsync(string step, TourFrontEnd frontEnd, string identity, CancellationToken cancellationToken)
    {
        var answer = await frontEnd.CallAsync(HttpMethod.Post, TokensPath, Wish.DeepClone().AsObject(), cancellationToken);
        await TellTokenAsync(step, answer, frontEnd, identity, cancellationToken);
        return answer.Text("token");
    }

    private async Task TellTokenAsync(string step, TourAnswer answer, TourFrontEnd frontEnd, string identity, CancellationToken cancellationToken)
    {
        answer.MustBe(HttpStatusCode.OK);
        Must(answer.Value("user")["communicationUserId"]!.GetValue<string>() == identity, $"{step} was to answer the same identity");
        var expiresOn = DateTimeOffset.Parse(answer.Text("expiresOn"), CultureInfo.InvariantCulture);
        var scopes = string.Join(", ", answer.Value("scopes").AsArray().Select(scope => scope!.GetValue<string>()));
        Say(step, answer, $"a token for {scopes} that expires on {expiresOn.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        await JudgeAsync(frontEnd, "the token", answer.Text("token"), "valid", cancellationToken);
    }

    private async Task RevokeAsync(TourFrontEnd frontEnd, string first, string second, CancellationToken cancellationToken)
    {
        var revoked = await frontEnd.CallAsync(HttpMethod.Post, TokensPath + "/revoke", null, cancellationToken);
        Say("Revoke", revoked.MustBe(HttpStatusCode.NoContent), "all tokens of the identity");
        await JudgeAsync(frontEnd, "the first token", first, "revoked", cancellationToken);
        await JudgeAsync(frontEnd, "the second token", second, "revoked", cancellationToken);

        var refused = await frontEnd.CallAsync(HttpMethod.Post, TokensPath, null, cancellationToken);
        Say("Try to go on", refused.MustBe(HttpStatusCode.Unauthorized, "reauthentication_required"), "the session has ended, too");
    }

    private async Task DeleteAsync(TourFrontEnd frontEnd, string identity, string token, CancellationToken cancellationToken)
    {
        Must(await frontEnd.ExistsAtAcsAsync(identity, cancellationToken), "the identity was to exist until it is deleted");
        var deleted = await frontEnd.CallAsync(HttpMethod.Delete, IdentityPath, null, cancellationToken);
        Say("Delete", deleted.MustBe(HttpStatusCode.NoContent), identity);
        await JudgeAsync(frontEnd, "the token", token, "identityDeleted", cancellationToken);
        Must(!await frontEnd.ExistsAtAcsAsync(identity, cancellationToken), "the identity was to be gone");
        Remark("The emulator has no such identity any more.");

        var gone = await frontEnd.CallWithNewSessionAsync(HttpMethod.Get, IdentityPath, null, cancellationToken);
        Say("Look for it", gone.MustBe(HttpStatusCode.NotFound, "identity_not_found"), "nothing is left");
    }

    private async Task JudgeAsync(TourFrontEnd frontEnd, string subject, string token, string promised, CancellationToken cancellationToken)
    {
        var verdict = await frontEnd.JudgeAsync(token, cancellationToken);
        Must(verdict == promised, $"the emulator was to call {subject} {promised}, and calls it {verdict}");
        Remark($"The emulator calls {subject} {verdict}.");
    }

    private static void Must(bool holds, string promise)
    {
        if (!holds)
        {
            throw new LocalStackException($"The tour ended early: {promise}.");
        }
    }

    private void Say(string step, TourAnswer answer, string result) =>
        Say(step, $"{answer.Method} {answer.Path}: {TourAnswer.Describe(answer.Status, (string?)answer.Body["code"])}, {result}");

    private void Say(string step, string result) => output.WriteLine($"{step,-13}  {result}");

    private void Remark(string text) => Say("", text);
}
