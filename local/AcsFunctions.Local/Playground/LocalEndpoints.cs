using AcsFunctions.AcsEmulator;
using AcsFunctions.FunctionsHost;
using AcsFunctions.Local.Monitoring;
using AcsFunctions.Local.SignIn;
using AcsFunctions.Local.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AcsFunctions.Local.Playground;

/// <summary>The routes under <c>/_local</c>. Keys and sessions are handed out here, so that only this machine's own pages and programs may ask.</summary>
internal sealed class LocalEndpoints(
    DevelopmentSignIn signIn, AcsIdentityEmulator emulator, bool usesEmulator, StackCertificate? certificate, StackMonitoring? monitoring, Task<LocalFunctionsHost> functions)
{
    public const string Prefix = "/_local";

    public void Map(WebApplication web)
    {
        LocalCallersOnly guard = new("The local stack", []);
        web.UseWhen(http => http.Request.Path.StartsWithSegments(Prefix), local => local.Use(guard.InvokeAsync).Use(LocalFailures.AnswerAsync));
        EmulatorProxy proxy = new(emulator.Endpoint, certificate?.Value);
        web.Lifetime.ApplicationStopped.Register(proxy.Dispose);

        var local = web.MapGroup(Prefix).AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return await next(context);
        });
        local.MapGet("/stack", async () =>
        {
            var keys = (await functions).Keys;
            return Results.Json(new { usesEmulator, functionKey = keys.Function, masterKey = keys.Master, certificatePath = certificate?.Path });
        });
        local.MapPost("/sign-in", SignIn);
        local.MapGet("/monitoring", async (CancellationToken cancellationToken) =>
            monitoring is null ? Results.NotFound() : Results.Json(await monitoring.ReadAsync(cancellationToken)));
        local.MapPost("/clean-up", async (bool dryRun, CancellationToken cancellationToken) =>
        {
            CleanUpNow cleanUp = new(await functions.WaitAsync(cancellationToken), certificate?.Value);
            return Results.Text(await cleanUp.RunAsync(dryRun, cancellationToken), "application/json");
        });
        // What the page uses of the emulator's inspection, and no more.
        local.MapGet("/emulator/identities", proxy.ForwardAsync);
        local.MapPost("/emulator/tokens/validate", proxy.ForwardAsync);
        local.MapGet("/emulator/faults", proxy.ForwardAsync);
        local.MapPost("/emulator/faults", proxy.ForwardAsync);
        local.MapDelete("/emulator/faults", proxy.ForwardAsync);
    }

    private IResult SignIn(SignInBody body)
    {
        try
        {
            return Results.Json(new { accessToken = signIn.IssueToken(body.User ?? "") });
        }
        catch (ArgumentException exception)
        {
            return Results.BadRequest(new { Error = new { exception.Message } });
        }
    }
}
