using Microsoft.AspNetCore.Builder;
using Scalar.AspNetCore;

namespace AcsFunctions.Local.Pages;

/// <summary>The contract as a page to read and try, at <c>/scalar</c>. Everything it needs comes from this machine.</summary>
internal static class ApiReference
{
    public const string Path = "/scalar";

    public static void Map(WebApplication web) => web.MapScalarApiReference(Path, options =>
    {
        options.Title = "AcsFunctions";
        options.OpenApiRoutePattern = "/api/openapi.yaml";
        // Fonts would come from the network.
        options.DefaultFonts = false;
        options.Telemetry = false;
    });
}
