using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AcsFunctions.FunctionsHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>An OpenID issuer in the hands of a test: it counts who asks, goes down, takes other keys, and signs whatever it is given.</summary>
public sealed class TestIssuer : IAsyncDisposable
{
    public const string Audience = "api://partner";
    public const string Scope = "access_as_user";
    public const string AdminRole = "Partner.Admin";

    /// <summary>Where its metadata is found, too.</summary>
    public const string Other = "/other";

    private readonly WebApplication app;
    private readonly Stack<SpareKey> keys = new([new SpareKey()]);
    private readonly TaskCompletionSource asked = new();
    private int documents;
    private int keySets;
    private int waiting;

    private TestIssuer(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>Takes the place of the address in the metadata.</summary>
    public string? Name { get; set; }

    /// <summary>What the key set says of whose its key is, as Entra's does.</summary>
    public string? KeyIssuer { get; set; }

    public RSA Key => keys.Peek().Value;

    public string KeyId { get; private set; } = "first";

    public bool IsDown { get; set; }

    public bool IsDownAtOther { get; set; }

    /// <summary>What whoever asks for its metadata has to wait for.</summary>
    public Task Silence { get; set; } = Task.CompletedTask;

    public Task SilenceAtOther { get; set; } = Task.CompletedTask;

    /// <summary>Ends when somebody asks for its metadata.</summary>
    public Task IsAsked => asked.Task;

    /// <summary>How many wait.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    public int Documents => Volatile.Read(ref documents);

    public int KeySets => Volatile.Read(ref keySets);

    public static async Task<TestIssuer> StartAsync()
    {
        var app = LoopbackServer.CreateBuilder(port: 0, certificate: null, maxRequestBytes: null).Build();
        var issuer = new TestIssuer(app);
        app.MapGet("/.well-known/openid-configuration", (Delegate)issuer.DocumentAsync);
        app.MapGet(Other + "/.well-known/openid-configuration", (Delegate)issuer.DocumentAsync);
        app.MapGet("/keys", issuer.KeySet);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return issuer;
    }

    /// <summary>The settings that make it an issuer of the app.</summary>
    public Dictionary<string, string?> SettingsFor(string alias) => new()
    {
        [$"Authentication:Issuers:{alias}:Authority"] = Address,
        [$"Authentication:Issuers:{alias}:Audience"] = Audience,
        [$"Authentication:Issuers:{alias}:RequiredScope"] = Scope,
        [$"Authentication:Issuers:{alias}:AdminRole"] = AdminRole,
    };

    public void ChangeKey(string keyId)
    {
        keys.Push(new SpareKey());
        KeyId = keyId;
    }

    /// <summary>What a token of this issuer says when nothing is wrong with it.</summary>
    public JsonObject Claims(string user, DateTimeOffset now) => new()
    {
        ["iss"] = Name ?? Address,
        ["aud"] = Audience,
        ["sub"] = user,
        ["scp"] = Scope,
        ["iat"] = now.ToUnixTimeSeconds(),
        ["nbf"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddMinutes(10).ToUnixTimeSeconds(),
    };

    public JsonObject Header() => new() { ["alg"] = "RS256", ["kid"] = KeyId, ["typ"] = "at+jwt" };

    public string Token(string user, DateTimeOffset now) => Forge.Rs256(Header(), Claims(user, now), Key);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        foreach (var key in keys)
        {
            key.Dispose();
        }
    }

    private async Task<IResult> DocumentAsync(HttpContext http)
    {
        var isOther = http.Request.Path.StartsWithSegments(Other);
        Interlocked.Increment(ref documents);
        Interlocked.Increment(ref waiting);
        asked.TrySetResult();
        try
        {
            await (isOther ? SilenceAtOther : Silence).WaitAsync(http.RequestAborted);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }

        return IsDown || (isOther && IsDownAtOther) ? Results.StatusCode(503) : Results.Text(
            new JsonObject { ["issuer"] = Name ?? Address, ["jwks_uri"] = Address + "/keys" }.ToJsonString(), "application/json");
    }

    private IResult KeySet()
    {
        Interlocked.Increment(ref keySets);
        return Results.Text(new JsonObject { ["keys"] = new JsonArray(Forge.Jwk(Key, KeyId).But(("issuer", KeyIssuer))) }.ToJsonString(), "application/json");
    }
}
