using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;
using AcsFunctions.AcsEmulator.Tests.Support;
using AcsFunctions.AcsEmulator.Tool.CommandLine;
using Azure.Communication.Identity;

namespace AcsFunctions.AcsEmulator.Tests.Recipes;

/// <summary>
/// The image that the release makes, of what was built with these tests and on a base image that has no program: what it says of
/// itself, and that what lies in it runs. No container engine takes part, so what Microsoft's base image does is not seen here.
/// </summary>
[Collection(BuiltTool.Collection)]
public sealed class ImageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_image_starts_the_emulator_for_all_addresses_as_a_user_without_rights_and_names_its_port()
    {
        using var folder = new ScratchFolder();
        await using var registry = await BaseImageRegistry.StartAsync(Cancellation);
        await BuiltTool.MakeAsync("publish", "-t:PublishContainer", $"-p:ContainerBaseImage={registry.Image}", $"-p:ContainerArchiveOutputPath={folder.File("image.tar")}");
        await TarFile.ExtractToDirectoryAsync(folder.File("image.tar"), Directory.CreateDirectory(folder.File("image")).FullName, overwriteFiles: false, Cancellation);
        var manifest = Blob(JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.File("image"), "index.json"), Cancellation))!["manifests"]![0]!);
        var image = JsonNode.Parse(await File.ReadAllTextAsync(manifest, Cancellation))!;
        var config = JsonNode.Parse(await File.ReadAllTextAsync(Blob(image["config"]!), Cancellation))!["config"]!;
        string[] entryPoint = [.. config["Entrypoint"]!.AsArray().Select(word => word!.GetValue<string>())];

        Assert.Equal(["dotnet", "/app/acs-emulator.dll", "--any-address"], entryPoint);
        Assert.Null(config["Cmd"]);
        Assert.Equal(BaseImageRegistry.User, config["User"]!.GetValue<string>());
        Assert.NotNull(config["ExposedPorts"]![$"{ToolOptions.DefaultPort}/tcp"]);

        await UnpackLayerAsync(Blob(image["layers"]!.AsArray()[^1]!), folder.File("layer"));
        var start = new ProcessStartInfo(entryPoint[0], [folder.File("layer") + entryPoint[1], .. entryPoint[2..], "--port", "0", "--quiet"]);
        foreach (var setting in config["Env"]!.AsArray().Select(setting => setting!.GetValue<string>().Split('=', 2)).Where(setting => setting[0] != "PATH"))
        {
            start.Environment[setting[0]] = setting[1];
        }

        await using var program = StartedTool.Start(start);
        var user = await new CommunicationIdentityClient(await program.ReadConnectionStringAsync()).CreateUserAsync(Cancellation);
        Assert.StartsWith("8:acs:", user.Value.Id, StringComparison.Ordinal);

        string Blob(JsonNode descriptor) => Path.Combine(folder.File("image"), "blobs", descriptor["digest"]!.GetValue<string>().Replace(':', Path.DirectorySeparatorChar));
    }

    private static async Task UnpackLayerAsync(string archive, string folder)
    {
        Directory.CreateDirectory(folder);
        await using var zipped = File.OpenRead(archive);
        await using var tar = new GZipStream(zipped, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(tar, folder, overwriteFiles: false, Cancellation);
    }
}
