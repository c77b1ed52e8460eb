using AcsFunctions.AcsEmulator;
using AcsFunctions.FunctionsHost;
using AcsFunctions.Local.Monitoring;
using AcsFunctions.Local.SignIn;
using AcsFunctions.Local.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace AcsFunctions.Local.Playground;

/// <summary>The playground at the root of the functions' port, and under <c>/_local</c> what it needs that no function app has.</summary>
internal sealed class PlaygroundPages(
    DevelopmentSignIn signIn, AcsIdentityEmulator emulator, bool usesEmulator, StackCertificate? certificate, StackMonitoring? monitoring, Task<LocalFunctionsHost> functions)
{
    // All of it is of this origin, and nothing runs that is not in its files.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "playground");

    public void AddTo(WebApplication web)
    {
        LocalCallersOnly guard = new("The local stack", []);
        web.UseWhen(http => http.Request.Path.StartsWithSegments(LocalEndpoints.Prefix), local => local.Use(guard.InvokeAsync).Use(LocalFailures.AnswerAsync));
        EmulatorProxy proxy = new(emulator.Endpoint, certificate?.Value);
        web.Lifetime.ApplicationStopped.Register(proxy.Dispose);
        LocalEndpoints.Map(web, signIn, proxy, usesEmulator, certificate, monitoring, functions);

        if (Directory.Exists(Folder))
        {
            PhysicalFileProvider files = new(Folder);
            web.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
            web.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = Protect });
        }
    }

    private static void Protect(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.CacheControl = "no-cache";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
    }
}
