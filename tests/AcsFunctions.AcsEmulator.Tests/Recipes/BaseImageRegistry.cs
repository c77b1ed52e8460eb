using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace AcsFunctions.AcsEmulator.Tests.Recipes;

/// <summary>A registry of this machine with one image, all but empty, which says of itself what .NET's own images say.</summary>
internal sealed class BaseImageRegistry : IAsyncDisposable
{
    public const string User = "1654";

    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    private readonly WebApplication app;
    private readonly Dictionary<string, (Descriptor Descriptor, byte[] Content)> stored = [];

    private BaseImageRegistry(WebApplication app)
    {
        this.app = app;
        stored["latest"] = stored[StoreImage().Digest];
        app.Run(async context =>
        {
            // …/manifests/{tag or digest} and …/blobs/{digest}
            var (descriptor, content) = stored[context.Request.Path.Value!.Split('/')[^1]];
            context.Response.ContentType = descriptor.MediaType;
            context.Response.Headers["Docker-Content-Digest"] = descriptor.Digest;
            await context.Response.Body.WriteAsync(content, context.RequestAborted);
        });
    }

    public string Image => $"localhost:{new Uri(app.Urls.Single()).Port}/base:latest";

    public static async Task<BaseImageRegistry> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var registry = new BaseImageRegistry(builder.Build());
        await registry.app.StartAsync(cancellationToken);
        return registry;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Descriptor StoreImage()
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "tmp"));
        }

        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(tar.ToArray());
        }

        var layer = Store("application/vnd.oci.image.layer.v1.tar+gzip", zipped.ToArray());
        var config = StoreJson("application/vnd.oci.image.config.v1+json", new Dictionary<string, object>
        {
            ["architecture"] = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64",
            ["os"] = "linux",
            ["config"] = new { User, Env = new[] { "PATH=/usr/bin", $"APP_UID={User}", "ASPNETCORE_HTTP_PORTS=8080", "ASPNET_VERSION=10.0.0" } },
            ["rootfs"] = new Dictionary<string, object> { ["type"] = "layers", ["diff_ids"] = new[] { DigestOf(tar.ToArray()) } },
            ["history"] = new[] { new { comment = "a base image for a test" } },
        });
        return StoreJson(ManifestType, new { schemaVersion = 2, mediaType = ManifestType, config = config.ToJson(), layers = new[] { layer.ToJson() } });
    }

    private Descriptor StoreJson(string mediaType, object content) => Store(mediaType, JsonSerializer.SerializeToUtf8Bytes(content));

    private Descriptor Store(string mediaType, byte[] content)
    {
        var descriptor = new Descriptor(mediaType, DigestOf(content), content.Length);
        stored[descriptor.Digest] = (descriptor, content);
        return descriptor;
    }

    private static string DigestOf(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private sealed record Descriptor(string MediaType, string Digest, int Size)
    {
        public object ToJson() => new { mediaType = MediaType, digest = Digest, size = Size };
    }
}
