using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace AcsFunctions.Local.Playground;

/// <summary>The playground at the root of the functions' port. What it needs that no function app has is in <see cref="LocalEndpoints"/>.</summary>
internal static class PlaygroundPages
{
    // All of it is of this origin, and nothing runs that is not in its files.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "playground");

    public static void Map(WebApplication web)
    {
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
