using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Text.Json.Nodes;
using AcsFunctions.FunctionsHost.Workers;
using AcsFunctions.Local.Tests.SignIn;
using AcsFunctions.Worker;
using Microsoft.Azure.Functions.Worker;

namespace AcsFunctions.Local.Tests.Package;

/// <summary>What is deployed: everything that the host on Azure needs, nothing that it must not have, and it starts.</summary>
public sealed class PackageTests(PackageFixture package, SharedAzurite azurite) : IClassFixture<PackageFixture>
{
    // 2026: 8.6 MB. What doubles it was not meant.
    private const long MostZippedBytes = 16 * 1024 * 1024;

    private static readonly string[] Functions = [.. typeof(AcsFunctionsWorker).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name)
        .OfType<string>()
        .Order(StringComparer.Ordinal)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_host_is_told_how_to_start_it()
    {
        var description = Read("worker.config.json")["description"]!;

        Assert.Equal(("dotnet-isolated", "dotnet"), ((string?)description["language"], (string?)description["defaultExecutablePath"]));
        Assert.True(File.Exists(package.PathOf((string)description["defaultWorkerPath"]!)));
    }

    [Fact]
    public void The_host_is_told_of_every_function()
    {
        var names = Read("functions.metadata").AsArray().Select(function => (string)function!["name"]!);

        Assert.NotEmpty(Functions);
        Assert.Equal(Functions, names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_hosts_own_extensions_are_there()
    {
        var paths = Read("extensions.json")["extensions"]!.AsArray().Select(extension => (string)extension!["hintPath"]!).ToArray();

        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.True(File.Exists(package.PathOf(path)), $"{path} is missing."));
    }

    [Fact]
    public void The_hosts_settings_are_those_of_the_repository() =>
        Assert.Equal(File.ReadAllText(Path.Combine(PackageFixture.Repository, "host.json")), File.ReadAllText(package.PathOf("host.json")));

    [Theory]
    [InlineData("AcsFunctions.dll")]
    [InlineData("AcsFunctions.Worker.dll")]
    [InlineData("Azure.Data.Tables.dll")]
    [InlineData("Microsoft.IdentityModel.Tokens.dll")]
    public void What_runs_first_is_compiled_ahead_of_time(string assembly)
    {
        Assert.True(IsReadyToRun(package.PathOf(assembly)));
        // Control: what is built for a test is not.
        Assert.False(IsReadyToRun(typeof(PackageTests).Assembly.Location));
    }

    [Fact]
    public void Nothing_is_in_it_that_only_a_developer_has()
    {
        Assert.Contains("AcsFunctions.Worker.dll", package.Files);
        Assert.DoesNotContain(package.Files, file => Path.GetFileName(file) is "local.settings.json" or "local.settings.json.sample" or "appsettings.json" or "secrets.json");
        Assert.DoesNotContain(package.Files, file => file.EndsWith(".xml", StringComparison.OrdinalIgnoreCase));
        // A stand-in is in it only by the switch that the fixture sets; without it nothing is published: AcsFunctions.Build.Tests.
        Assert.DoesNotContain(package.Files, file => Path.GetFileName(file).StartsWith("AcsFunctions.", StringComparison.Ordinal)
            && !Path.GetFileName(file).StartsWith("AcsFunctions.StandIns.CommunicationIdentity.", StringComparison.Ordinal)
            && Path.GetFileNameWithoutExtension(file) is not ("AcsFunctions" or "AcsFunctions.Worker" or "AcsFunctions.Worker.deps" or "AcsFunctions.Worker.runtimeconfig"));
        Assert.DoesNotContain(package.Files, file => file.Contains("xunit", StringComparison.OrdinalIgnoreCase) || file.Contains("Emulator", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task It_has_a_size_that_somebody_meant()
    {
        var bytes = await package.ZippedSizeAsync(Cancellation);

        TestContext.Current.SendDiagnosticMessage($"{bytes / 1024.0 / 1024:0.0} MB zipped, {package.Files.Count} files");
        Assert.InRange(bytes, 1024 * 1024, MostZippedBytes);
    }

    [Fact]
    public async Task It_starts_under_the_local_host_from_anywhere_and_issues_tokens()
    {
        await using var stack = await LocalStack.StartAsync(
            new LocalStackOptions
            {
                Worker = new WorkerProcessLauncher(package.Folder),
                TableConnectionString = azurite.ConnectionString,
                SignInKey = SignInKeys.Shared,
                Settings = SharedAzurite.OwnTable(),
                RunTimers = false,
            },
            Cancellation);
        using HttpRequestMessage request = new(HttpMethod.Post, "api/keyed/users/local%7Calice/tokens");
        request.Headers.Add("x-functions-key", stack.Functions.Keys.Function);

        using var ready = await stack.Http.GetAsync(new Uri("api/health/ready", UriKind.Relative), Cancellation);
        using var token = await stack.Http.SendAsync(request, Cancellation);

        using HttpRequestMessage selfService = new(HttpMethod.Post, "api/me/tokens");
        selfService.Headers.Authorization = new AuthenticationHeaderValue("Bearer", stack.SignIn.IssueToken("alice"));
        using var ownToken = await stack.Http.SendAsync(selfService, Cancellation);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (ready.StatusCode, token.StatusCode, ownToken.StatusCode));
        Assert.Equal(Functions, stack.Functions.Functions.Select(function => function.Name).Order(StringComparer.Ordinal));
    }

    private JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(package.PathOf(file)))!;

    private static bool IsReadyToRun(string assembly)
    {
        using PEReader reader = new(File.OpenRead(assembly));
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
