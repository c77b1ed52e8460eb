using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Docs;

/// <summary>requests/acs-functions.http, sent from top to bottom as a person would.</summary>
public sealed partial class HttpFileTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    [Fact]
    public async Task Every_request_is_answered_as_its_title_says()
    {
        var file = HttpFile.Parse(await File.ReadAllTextAsync(Repository.File("requests/acs-functions.http"), TestContext.Current.CancellationToken));
        var variables = new Dictionary<string, string>(file.Variables)
        {
            ["functions"] = Stack.BaseAddress.ToString().TrimEnd('/'),
            ["signIn"] = Stack.SignInAddress,
            ["functionKey"] = Stack.FunctionKey,
            ["masterKey"] = Stack.MasterKey,
        };
        var answers = new Dictionary<string, string>();
        Assert.True(file.Requests.Count > 10);

        foreach (var request in file.Requests)
        {
            // A person takes longer than a second from one request to the next, and `iat` is whole seconds.
            Stack.Clock.Advance(TimeSpan.FromSeconds(2));
            var answer = await Stack.SendAsync(request.Method, Fill(request.Target), null, message => Prepare(message, request));

            Assert.True(request.Statuses.Contains((int)answer.Status), $"{request.Title}: got {(int)answer.Status} {answer.Body}");
            if (request.Name is not null)
            {
                answers[request.Name] = answer.Body;
            }
        }

        string Fill(string text) => Reference().Replace(text, match => match.Groups[2].Success
            ? JsonDocument.Parse(answers[match.Groups[1].Value]).RootElement.GetProperty(match.Groups[2].Value).GetString()!
            : variables[match.Groups[1].Value]);

        void Prepare(HttpRequestMessage message, HttpFileRequest request)
        {
            if (request.Body.Length > 0)
            {
                message.Content = new StringContent(Fill(request.Body), Encoding.UTF8);
                message.Content.Headers.ContentType = null;
            }

            foreach (var (name, value) in request.Headers)
            {
                var isAdded = message.Headers.TryAddWithoutValidation(name, Fill(value)) || message.Content!.Headers.TryAddWithoutValidation(name, Fill(value));
                Assert.True(isAdded, name);
            }
        }
    }

    [GeneratedRegex(@"\{\{(\w+)(?:\.response\.body\.\$\.(\w+))?\}\}")]
    private static partial Regex Reference();
}
