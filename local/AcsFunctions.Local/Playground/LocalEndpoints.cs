using AcsFunctions.FunctionsHost;
using AcsFunctions.Local.Monitoring;
using AcsFunctions.Local.SignIn;
using AcsFunctions.Local.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AcsFunctions.Local.Playground;

/// <summary>The routes under <c>/_local</c>. Keys and sessions are handed out here, so that only this machine's own pages and programs may ask.</summary>
internal static class LocalEndpoints
{
    public const string Prefix = "/_local";

    public static void Map(
        IEndpointRouteBuilder routes,
        DevelopmentSignIn signIn,
        EmulatorProxy emulator,
        bool usesEmulator,
        StackCertificate? certificate,
        StackMonitoring? monitoring,
        Task<LocalFunctionsHost> functions)
    {
        var local = routes.MapGroup(Prefix).AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return await next(context);
        });
        local.MapGet("/stack", async () =>
        {
            var keys = (await functions).Keys;
            return Results.Json(new StackFacts(usesEmulator, keys.Function, keys.Master, certificate?.Path));
        });
        local.MapPost("/sign-in", (SignInBody body) => SignIn(signIn, body));
        local.MapGet("/monitoring", async (CancellationToken cancellationToken) =>
            monitoring is null ? Results.NotFound() : Results.Json(await monitoring.ReadAsync(cancellationToken)));
        local.MapPost("/clean-up", (bool dryRun, CancellationToken cancellationToken) => CleanUpAsync(functions, certificate, dryRun, cancellationToken));
        // What the page uses of the emulator's inspection, and no more.
        local.MapGet("/emulator/identities", emulator.ForwardAsync);
        local.MapPost("/emulator/tokens/validate", emulator.ForwardAsync);
        local.MapGet("/emulator/faults", emulator.ForwardAsync);
        local.MapPost("/emulator/faults", emulator.ForwardAsync);
        local.MapDelete("/emulator/faults", emulator.ForwardAsync);
    }

    private static IResult SignIn(DevelopmentSignIn signIn, SignInBody body)
    {
        try
        {
            return Results.Json(new SignedInBody(signIn.IssueToken(body.User ?? "")));
        }
        catch (ArgumentException exception)
        {
            return Results.BadRequest(new { Error = new { exception.Message } });
        }
    }

    private static async Task<IResult> CleanUpAsync(
        Task<LocalFunctionsHost> functions, StackCertificate? certificate, bool dryRun, CancellationToken cancellationToken) =>
        Results.Text(await new CleanUpNow(await functions.WaitAsync(cancellationToken), certificate?.Value).RunAsync(dryRun, cancellationToken), "application/json");
}
