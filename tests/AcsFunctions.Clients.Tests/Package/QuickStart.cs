using System.Security.Claims;
using AcsFunctions.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AcsFunctions.Clients.Tests.Package;

/// <summary>What the READMEs show, as they show it.</summary>
internal static class QuickStart
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddAcsFunctionsClient(options =>
        {
            options.Endpoint = new Uri("https://<your app>.azurewebsites.net/api");
            options.FunctionKey = builder.Configuration["AcsFunctions:Key"];
        });
    }

    public static void Map(WebApplication app)
    {
        // ASP.NET Core calls a token's "sub" NameIdentifier, unless MapInboundClaims is off. Whoever has none is nobody.
        app.MapPost("/acs-token", async (ClaimsPrincipal user, AcsFunctionsClient acs, CancellationToken cancellationToken) =>
            user.FindFirstValue(ClaimTypes.NameIdentifier) is { Length: > 0 } id
                ? Results.Ok(await acs.IssueTokenAsync($"shop|{id}", cancellationToken: cancellationToken))
                : Results.Forbid()).RequireAuthorization();
    }
}
