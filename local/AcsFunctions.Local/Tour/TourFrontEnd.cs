using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace AcsFunctions.Local.Tour;

/// <summary>A front-end of one user: signs in and calls the functions, with nothing but HTTP.</summary>
internal sealed class TourFrontEnd(LocalStack stack, string user) : IDisposable
{
    private static readonly TimeSpan SignInInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SignInPatience = TimeSpan.FromSeconds(10);

    private readonly HttpClient http = new();
    private string session = "";

    public async Task SignInAsync(CancellationToken cancellationToken)
    {
        using FormUrlEncodedContent form = new([KeyValuePair.Create("user", user)]);
        var answer = await SendAsync(HttpMethod.Post, stack.SignIn.TokenEndpoint, form, cancellationToken);
        session = answer.MustBe(HttpStatusCode.OK).Text("access_token");
    }

    public Task<TourAnswer> CallAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken) =>
        SendAsync(method, new Uri(stack.BaseAddress, path), body is null ? null : Json(body), cancellationToken);

    /// <summary>Calls with a new session. A session from the very second in which sessions were ended is refused, so this tries again.</summary>
    public async Task<TourAnswer> CallWithNewSessionAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            await SignInAsync(cancellationToken);
            var answer = await CallAsync(method, path, body, cancellationToken);
            if (answer.Status != HttpStatusCode.Unauthorized || TimeProvider.System.GetElapsedTime(began) > SignInPatience)
            {
                return answer;
            }

            await Task.Delay(SignInInterval, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>What the emulator's inspection says of an ACS token: <c>valid</c>, or why it is not.</summary>
    public async Task<string> JudgeAsync(string token, CancellationToken cancellationToken)
    {
        using var body = Json(new JsonObject { ["token"] = token });
        var verdict = await SendAsync(HttpMethod.Post, new Uri(stack.Emulator.Endpoint, "_emulator/tokens/validate"), body, cancellationToken);
        return verdict.MustBe(HttpStatusCode.OK).Value("valid").GetValue<bool>() ? "valid" : verdict.Text("reason");
    }

    public async Task<bool> ExistsAtAcsAsync(string identity, CancellationToken cancellationToken)
    {
        Uri address = new(stack.Emulator.Endpoint, $"_emulator/identities/{Uri.EscapeDataString(identity)}");
        var answer = await SendAsync(HttpMethod.Get, address, null, cancellationToken);
        return answer.Status == HttpStatusCode.OK || answer.MustBe(HttpStatusCode.NotFound).Status == HttpStatusCode.OK;
    }

    public void Dispose() => http.Dispose();

    // With a known length: the real host drops bodies that are sent in chunks, as JsonContent is.
    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    private async Task<TourAnswer> SendAsync(HttpMethod method, Uri address, HttpContent? body, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(method, address) { Content = body };
        if (session.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session);
        }

        using var response = await http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return new TourAnswer(method, address.AbsolutePath, response.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject());
    }
}
