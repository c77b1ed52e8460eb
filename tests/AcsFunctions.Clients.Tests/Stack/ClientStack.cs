using System.Text.Json;
using AcsFunctions.Clients.Tests.Stack;
using AcsFunctions.Local;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(ClientStack))]
// A job that two tests carry out at once is done by one of them only.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace AcsFunctions.Clients.Tests.Stack;

/// <summary>One local stack for all tests, as the clients see it: an address, keys and a sign-in.</summary>
public sealed class ClientStack : IAsyncLifetime
{
    private const string TeamsClientId = "8f1c3a52-6f0e-4b5c-9f55-2f4b5f1f7a11";

    private LocalStack? started;

    private LocalStack Stack => started ?? throw new InvalidOperationException("The stack has not started.");

    public Uri BaseAddress => Stack.BaseAddress;

    public string FunctionKey => Stack.Functions.Keys.Function;

    public string MasterKey => Stack.Functions.Keys.Master;

    public async ValueTask InitializeAsync() => started = await LocalStack.StartAsync(
        new LocalStackOptions { RunTimers = false, Settings = new Dictionary<string, string?> { ["Teams:ClientId"] = TeamsClientId } },
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (started is not null)
        {
            await started.DisposeAsync();
        }
    }

    /// <summary>A user that no other test knows.</summary>
    public static string NewUser() => $"user-{Guid.NewGuid():N}";

    public string SignIn(string user) => Stack.SignIn.IssueToken(user);

    public string SignInAdmin() => Stack.SignIn.IssueToken(NewUser(), null, [LocalStack.AdminRole]);

    /// <summary>Whether ACS accepts the token, and for which scopes.</summary>
    public IReadOnlyList<string>? ScopesOf(string token) => Stack.Emulator.Inspection.Validate(token) is { Valid: true } verdict ? verdict.Scopes : null;

    /// <summary>Carries out what operators asked for, as the timer does.</summary>
    public Task CarryOutJobsAsync() => Stack.Functions.InvokeTimerAsync("CarryOutRuns", TestContext.Current.CancellationToken);

    /// <summary>The object id that the sign-in gives the user.</summary>
    public Guid ObjectIdOf(string user) => JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(SignIn(user).Split('.')[1])).RootElement.GetProperty("oid").GetGuid();

    /// <summary>A Teams user's Entra token as far as the emulator reads it; nobody signs it.</summary>
    public static string EntraToken(Guid objectId)
    {
        var expiry = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        return $"{Part("""{"alg":"none"}""")}.{Part($$"""{"appid":"{{TeamsClientId}}","oid":"{{objectId}}","exp":{{expiry}}}""")}.{Part("signature")}";
    }

    private static string Part(string text) => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(text));
}
