using AcsFunctions.FunctionsHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AcsFunctions.Local.SignIn;

/// <summary>
/// A small OpenID Connect issuer on 127.0.0.1 that signs in whoever is named, so that the real path of a bearer token runs
/// without an account anywhere. It asks for no password: it is for this machine and for development only.
/// </summary>
public sealed class DevelopmentSignIn : IAsyncDisposable
{
    /// <summary>The <c>aud</c> claim.</summary>
    public const string Audience = "api://acs-functions-local";

    /// <summary>The <c>scp</c> claim of a token that asks for no scope.</summary>
    public const string Scope = "access_as_user";

    private const int MaxRequestBytes = 16 * 1024;

    private readonly WebApplication app;
    private readonly TokenIssuer tokens;

    private DevelopmentSignIn(WebApplication app, TokenIssuer tokens)
    {
        this.app = app;
        this.tokens = tokens;
    }

    /// <summary>The <c>iss</c> claim, and what a client is configured with as its authority: <c>http://127.0.0.1:port</c>, or the same with https.</summary>
    public string Issuer => tokens.Issuer;

    /// <summary>Where a token is asked for: a form with <c>user</c> and, if wanted, <c>scope</c>, <c>role</c> (repeatable) and <c>lifetime</c> in minutes.</summary>
    public Uri TokenEndpoint => new(Issuer + SignInEndpoints.TokenPath);

    /// <summary>Starts to listen.</summary>
    /// <exception cref="LocalStackException">The port is in use, or denied.</exception>
    public static async Task<DevelopmentSignIn> StartAsync(DevelopmentSignInOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new DevelopmentSignInOptions();
        var tokens = new TokenIssuer(options);
        var app = Build(options, tokens);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            await app.DisposeAsync();
            tokens.Dispose();
            if (PortFailure.Explain(exception, options.Port, "the sign-in for development") is { } refusal)
            {
                throw refusal;
            }

            throw;
        }

        tokens.Issuer = app.Urls.Single();
        return new DevelopmentSignIn(app, tokens);
    }

    /// <summary>A token as the token endpoint hands it out.</summary>
    /// <param name="user">Who signs in, 1 to 256 characters without control characters: the <c>sub</c> and <c>name</c> claims.</param>
    /// <param name="scope">The <c>scp</c> claim; null takes the configured one.</param>
    /// <param name="roles">The <c>roles</c> claim; null or empty leaves it out.</param>
    /// <param name="lifetime">From now to <c>exp</c>, one minute to a day; null takes an hour.</param>
    /// <exception cref="ArgumentException">One of them is out of its range.</exception>
    public string IssueToken(string user, string? scope = null, IReadOnlyCollection<string>? roles = null, TimeSpan? lifetime = null) =>
        tokens.Issue(user, scope, roles, lifetime).AccessToken;

    /// <summary>Stops listening. Tokens that were handed out can no longer be verified.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        tokens.Dispose();
    }

    private static WebApplication Build(DevelopmentSignInOptions options, TokenIssuer tokens)
    {
        var builder = LoopbackServer.CreateBuilder(options.Port, options.Certificate, MaxRequestBytes);
        options.ConfigureLogging?.Invoke(builder.Logging);
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins([.. options.AllowedOrigins])));

        var app = builder.Build();
        app.Use(new LocalCallersOnly("The sign-in for development", options.AllowedOrigins).InvokeAsync);
        app.UseCors();
        SignInEndpoints.Map(app, tokens);
        return app;
    }
}
