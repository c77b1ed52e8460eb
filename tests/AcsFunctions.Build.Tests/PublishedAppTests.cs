using System.Net;
using System.Net.Http.Headers;
using AcsFunctions.FunctionsHost.Workers;
using AcsFunctions.Local;

namespace AcsFunctions.Build.Tests;

/// <summary>The package that is deployed, tried here: published with the stand-in, by the switch that allows it.</summary>
public sealed class PublishedAppTests(RepositoryCopy repository) : IClassFixture<RepositoryCopy>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_published_folder_starts_under_the_local_host_from_anywhere()
    {
        repository.AskTheMachinesFeeds();
        var published = await repository.DotNet(
            "standin", "publish", "src/AcsFunctions.Worker", "-p:PublishWithAcsIdentityStandInForTrial=true", "-o", repository.Folder("published"));
        Assert.True(published.ExitCode == 0, published.Output);
        // What it needs lies in it, whatever it is called and wherever it is.
        var moved = Path.Combine(Path.GetDirectoryName(repository.Folder("published"))!, "some where else");
        Directory.Move(repository.Folder("published"), moved);

        await using var stack = await LocalStack.StartAsync(new LocalStackOptions { Worker = new WorkerProcessLauncher(moved), RunTimers = false }, Cancellation);
        using HttpRequestMessage request = new(HttpMethod.Post, "api/me/tokens");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", stack.SignIn.IssueToken("alice"));
        using var answer = await stack.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(File.Exists(Path.Combine(moved, "host.json")) && File.Exists(Path.Combine(moved, "functions.metadata")));
        Assert.False(File.Exists(Path.Combine(moved, "local.settings.json")));
    }
}
