using System.Diagnostics.CodeAnalysis;
using AcsFunctions.AcsEmulator;
using AcsFunctions.FunctionsHost;
using AcsFunctions.FunctionsHost.Workers;
using AcsFunctions.Local.Configuration;
using AcsFunctions.Local.SignIn;
using AcsFunctions.Local.TableStorage;
using AcsFunctions.Local.Tls;

namespace AcsFunctions.Local;

/// <summary>The functions and all they need on this machine: table storage, the ACS emulator and a sign-in for development.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "A stack of programs, as developers say, not a collection.")]
public sealed class LocalStack : IAsyncDisposable
{
    private readonly StackParts parts;

    internal LocalStack(StackParts parts, LocalFunctionsHost functions)
    {
        this.parts = parts;
        Functions = functions;
        Http = new HttpClient(LocalHttp.CreateHandler(parts.Certificate?.Value)) { BaseAddress = functions.BaseAddress };
    }

    /// <summary>Calls the functions; their routes begin with <c>api/</c>.</summary>
    public HttpClient Http { get; }

    /// <summary>Where the functions listen, such as <c>http://127.0.0.1:7071/</c>; https with <see cref="LocalStackOptions.Tls"/>.</summary>
    public Uri BaseAddress => Functions.BaseAddress;

    /// <summary>The host that runs the functions; its keys open the routes for back-ends and operators.</summary>
    public LocalFunctionsHost Functions { get; }

    /// <summary>The Azure Communication Services that the functions call, unless the settings name a resource.</summary>
    public AcsIdentityEmulator Emulator => parts.Emulator;

    /// <summary>False where the settings name an ACS resource: the emulator runs, and nobody calls it.</summary>
    public bool UsesEmulator => parts.UsesEmulator;

    /// <summary>Issues the bearer tokens that the functions accept.</summary>
    public DevelopmentSignIn SignIn => parts.SignIn;

    /// <summary>The role of a bearer token that acts for any user.</summary>
    public static string AdminRole => StackSettings.AdminRole;

    /// <summary>Where the identities are kept; null where the settings name a table service by its address.</summary>
    public string? TableConnectionString => parts.TableConnectionString;

    /// <summary>The table storage that this stack runs; null where it was given one.</summary>
    public Azurite? Azurite => parts.Azurite;

    /// <summary>The file of the certificate, in PEM, that callers must trust; null where the stack serves http.</summary>
    public string? CertificatePath => parts.Certificate?.Path;

    /// <summary>The app settings of the functions.</summary>
    internal IReadOnlyDictionary<string, string?> Settings => parts.FunctionSettings;

    /// <summary>Starts everything, and returns when a request would be served.</summary>
    /// <exception cref="LocalStackException">A tool is missing, a port or the data folder cannot be used, or storage does not answer.</exception>
    /// <exception cref="FunctionsHostException">The host refuses the functions, or its port cannot be used.</exception>
    /// <exception cref="WorkerStartException">The functions do not start, such as where a setting is wrong; the message names it.</exception>
    public static async Task<LocalStack> StartAsync(LocalStackOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LocalStackOptions();
        var parts = new StackParts(options);
        try
        {
            return new LocalStack(parts, await parts.StartAsync(cancellationToken));
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the functions first, and what they use after them.</summary>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await parts.DisposeAsync();
    }
}
