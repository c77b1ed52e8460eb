using System.Security.Claims;
using AcsFunctions.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AcsFunctions.Clients.Tests.Package;

/// <summary>The route that the READMEs show, as they show it.</summary>
internal static class QuickStart
{
    public static void Map(WebApplication app) =>
        app.MapPost("/acs-token", async (ClaimsPrincipal user, AcsFunctionsClient acs, CancellationToken cancellationToken) =>
            user.FindFirstValue(ClaimTypes.NameIdentifier) is { Length: > 0 } id
                ? Results.Ok(await acs.IssueTokenAsync($"shop|{id}", cancellationToken: cancellationToken))
                : Results.Forbid()).RequireAuthorization();
}
