using AcsFunctions.CleanUpStaleIdentities;
using AcsFunctions.FunctionsHost;
using AcsFunctions.Local.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AcsFunctions.Local.Playground;

/// <summary>The routes under <c>/_local</c>. Keys and sessions are handed out here, so that only this machine's own pages and programs may ask.</summary>
internal static class LocalEndpoints
{
    public const string Prefix = "/_local";

    public static void Map(
        IEndpointRouteBuilder routes, DevelopmentSignIn signIn, EmulatorProxy emulator, bool usesEmulator, Task<LocalFunctionsHost> functions)
    {
        var local = routes.MapGroup(Prefix).AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return await next(context);
        });
        local.MapGet("/stack", async () => Results.Json(new StackFacts(usesEmulator, (await functions).Keys.Function)));
        local.MapPost("/sign-in", (SignInBody body) => SignIn(signIn, body));
        local.MapPost("/clean-up", (bool dryRun, CancellationToken cancellationToken) => CleanUpAsync(functions, dryRun, cancellationToken));
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

    // In place of the timer's own run: that one keeps its report to the log.
    private static async Task<IResult> CleanUpAsync(Task<LocalFunctionsHost> functions, bool dryRun, CancellationToken cancellationToken)
    {
        var host = await functions.WaitAsync(cancellationToken);
        return Results.Json(await host.Services.GetRequiredService<CleanUpStaleIdentitiesOperation>().ExecuteAsync(dryRun, cancellationToken));
    }
}
