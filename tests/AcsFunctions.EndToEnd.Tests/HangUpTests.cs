using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests;

/// <summary>A caller who goes away before the answer is there.</summary>
public sealed class HangUpTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestStack Stack => fixture.Stack;

    [Fact]
    public async Task A_caller_who_hangs_up_ends_the_invocation_without_a_failure()
    {
        var session = Stack.SignIn(TestStack.NewUser());
        var before = Stack.Log.Lines.Count;
        // Storage keeps the call waiting: the first thing that it does is to read the user's row.
        var isKeptWaiting = Stack.Storage.Delay(TimeSpan.FromMinutes(1));
        using HttpClient caller = new() { BaseAddress = Stack.BaseAddress };
        caller.DefaultRequestHeaders.Authorization = new("Bearer", session);
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var call = caller.GetAsync(new Uri("api/me/identity", UriKind.Relative), hangUp.Token);
        await isKeptWaiting;
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await UntilAsync(() => Since(before).Any(line => line.Contains("Executed 'ReadMyIdentity'", StringComparison.Ordinal)));
        Stack.Storage.Mend();

        Assert.Contains(Since(before), line => line.Contains("Executed 'ReadMyIdentity' (Succeeded", StringComparison.Ordinal));
        Assert.DoesNotContain(Since(before), line => line.StartsWith("Error", StringComparison.Ordinal));
        // Control: who waits gets the answer that the caller did not wait for.
        (await Stack.AsAsync(session, HttpMethod.Get, "api/me/identity")).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
    }

    private IReadOnlyList<string> Since(int count) => [.. Stack.Log.Lines.Skip(count)];

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
        }
    }
}
