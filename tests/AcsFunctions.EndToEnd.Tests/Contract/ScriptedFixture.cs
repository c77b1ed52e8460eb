using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using AcsFunctions.Acs;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Identities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>A stack whose app meets any failure that a script names, and calls to each of its operations in each of their families.</summary>
public class ScriptedFixture(SharedAzurite azurite) : IAsyncLifetime
{
    private TestStack? stack;

    public TestStack Stack => stack ?? throw new InvalidOperationException("The stack has not started.");

    public Script Script { get; } = new();

    // A policy that leaves a scope out: the default one covers all that ACS has.
    protected virtual IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["Tokens:AllowedScopes"] = "chat voip.join" };

    public async ValueTask InitializeAsync() => stack = await TestStack.StartAsync(azurite.Azurite, Settings, configureApp: ConfigureApp);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (stack is not null)
        {
            await stack.DisposeAsync();
        }
    }

    /// <summary>Sends the operation with a new user and a credential that the family accepts.</summary>
    public Task<ApiAnswer> SendAsync(Family family, UserOperation operation, string? json = null) => SendForAsync(TestStack.NewUser(), family, operation, json);

    public Task<ApiAnswer> SendForAsync(string user, Family family, UserOperation operation, string? json = null)
    {
        var credential = Credential(family, user);
        json ??= operation == UserOperation.Exchange ? TeamsBody(family) : null;
        return SendAsync(family, operation, "local|" + user, credential, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"));
    }

    public Task<ApiAnswer> SendAsync(Family family, UserOperation operation, string userId, Action<HttpRequestMessage> prepare, HttpContent? content) =>
        Stack.SendAsync(MethodOf(operation), PathOf(family, operation, userId), null, request =>
        {
            request.Content = content;
            prepare(request);
        });

    /// <summary>What the family accepts: the user's own session, an admin's, or a function key.</summary>
    public Action<HttpRequestMessage> Credential(Family family, string user)
    {
        var token = family switch
        {
            Family.Self => Stack.SignIn(user),
            Family.Admin => Stack.SignInAdmin(),
            _ => null,
        };
        return token is null ? request => request.Headers.Add("x-functions-key", Stack.FunctionKey) : Bearer(token);
    }

    public static Action<HttpRequestMessage> Bearer(string token) => request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

    public static string TeamsBody(Family family) => family == Family.Self
        ? """{"teamsUserAadToken":"a.b.c"}"""
        : """{"teamsUserAadToken":"a.b.c","userObjectId":"0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b"}""";

    protected virtual void ConfigureApp(IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IAcsIdentities>(provider => new ScriptedAcs(provider.GetRequiredService<AcsIdentities>(), Script));
        builder.Services.AddSingleton<IIdentityStore>(provider => new ScriptedStore(provider.GetRequiredService<TableIdentityStore>(), Script));
    }

    private static HttpMethod MethodOf(UserOperation operation) => HttpMethod.Parse(RouteOf(operation).Method);

    private static string PathOf(Family family, UserOperation operation, string userId)
    {
        var prefix = family switch
        {
            Family.Self => "api/me",
            Family.Admin => $"api/users/{Uri.EscapeDataString(userId)}",
            _ => $"api/keyed/users/{Uri.EscapeDataString(userId)}",
        };
        return prefix + RouteOf(operation).Path;
    }

    private static RouteAttribute RouteOf(UserOperation operation) => typeof(UserOperation).GetField(operation.ToString())!.GetCustomAttribute<RouteAttribute>()!;
}
