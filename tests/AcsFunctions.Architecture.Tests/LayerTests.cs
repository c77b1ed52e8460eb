using System.Reflection;
using ArchUnitNET.Loader;

namespace AcsFunctions.Architecture.Tests;

/// <summary>Arrows run downward only.</summary>
public sealed class LayerTests
{
    // A slice is a folder of the service with an operation.
    private static readonly string[] Slices =
    [
        .. Directory.EnumerateDirectories(Path.Combine(Sources.Root, "src", "AcsFunctions"))
            .Where(folder => Directory.EnumerateFiles(folder, "*Operation.cs").Any())
            .Select(folder => Path.GetFileName(folder)!),
    ];

    private static readonly ArchUnitNET.Domain.Architecture Service = new ArchLoader().LoadAssemblies(Sources.Service).Build();

    private static readonly ArchUnitNET.Domain.Architecture Worker = new ArchLoader().LoadAssemblies(Sources.Worker).Build();

    [Fact]
    public void Slices_do_not_use_each_other()
    {
        Assert.DoesNotContain(Arrows(Service), arrow => SliceOf(arrow.From) is { } from && SliceOf(arrow.To) is { } to && from != to);
        Assert.DoesNotContain(Arrows(Worker), arrow => WorkerSliceOf(arrow.From) is { } from && WorkerSliceOf(arrow.To) is { } to && from != to);
        // Control: the arrows between folders are seen.
        Assert.All(Slices, slice => Assert.Contains(Arrows(Service), arrow => SliceOf(arrow.From) == slice && arrow.To.StartsWith("AcsFunctions.Identities.", StringComparison.Ordinal)));
        Assert.All(Slices, slice => Assert.Contains(Arrows(Worker), arrow => WorkerSliceOf(arrow.From) == slice && arrow.To.StartsWith("AcsFunctions.Worker.Http.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("AcsFunctions.Identities.")]
    [InlineData("AcsFunctions.Acs.")]
    [InlineData("AcsFunctions.Jobs.")]
    [InlineData("AcsFunctions.Sweeps.")]
    [InlineData("AcsFunctions.Telemetry.")]
    public void The_kernel_knows_no_slice(string kernel)
    {
        var arrows = Arrows(Service).Where(arrow => arrow.From.StartsWith(kernel, StringComparison.Ordinal)).ToArray();

        Assert.DoesNotContain(arrows, arrow => SliceOf(arrow.To) is not null);
        Assert.NotEmpty(arrows);
    }

    [Theory]
    [InlineData("AcsFunctions.Worker.Http.")]
    [InlineData("AcsFunctions.Worker.Callers.")]
    public void What_slices_of_the_worker_stand_on_knows_no_slice(string folder)
    {
        var arrows = Arrows(Worker).Where(arrow => arrow.From.StartsWith(folder, StringComparison.Ordinal)).ToArray();

        Assert.DoesNotContain(arrows, arrow => WorkerSliceOf(arrow.To) is not null || arrow.To.StartsWith("AcsFunctions.Worker.Compatibility.", StringComparison.Ordinal));
        Assert.NotEmpty(arrows);
    }

    [Fact]
    public void Each_slice_has_its_folder_in_the_service_in_the_worker_and_in_the_tests()
    {
        Assert.NotEmpty(Slices);
        Assert.All(Slices, slice => Assert.True(Directory.Exists(Path.Combine(Sources.Root, "src", "AcsFunctions.Worker", slice)), $"src/AcsFunctions.Worker/{slice}"));
        Assert.All(Slices, slice => Assert.True(
            Directory.Exists(Path.Combine(Sources.Root, "tests", "AcsFunctions.Tests", slice)) || Directory.Exists(Path.Combine(Sources.Root, "tests", "AcsFunctions.EndToEnd.Tests", slice)),
            $"tests/AcsFunctions.EndToEnd.Tests/{slice}"));
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Namespaces_use_each_other_in_no_circle(string assembly, string name)
    {
        var arrows = Arrows(new ArchLoader().LoadAssemblies(Assembly.Load(assembly)).Build())
            .Select(arrow => (From: FolderOf(arrow.From, name), To: FolderOf(arrow.To, name)))
            // What stands beside the folders composes them, or is what all of them speak of.
            .Where(arrow => arrow.From is not null && arrow.To is not null && arrow.From != arrow.To)
            .ToLookup(arrow => arrow.From!, arrow => arrow.To!);

        var circles = arrows.Select(from => from.Key).Where(folder => Reachable(folder, arrows).Contains(folder));

        Assert.Empty(circles);
        Assert.NotEmpty(arrows);
    }

    public static TheoryData<string, string> Assemblies => new()
    {
        { "AcsFunctions", "AcsFunctions" },
        { "AcsFunctions.Worker", "AcsFunctions.Worker" },
        { "AcsFunctions.AcsEmulator", "AcsFunctions.AcsEmulator" },
        { "acs-emulator", "AcsFunctions.AcsEmulator.Tool" },
        { "AcsFunctions.FunctionsHost", "AcsFunctions.FunctionsHost" },
        { "AcsFunctions.Local", "AcsFunctions.Local" },
    };

    [Fact]
    public void Only_the_registry_combines_ACS_and_the_table()
    {
        var both = Arrows(Service)
            .Where(arrow => arrow.To is "AcsFunctions.Identities.IIdentityStore" or "AcsFunctions.Acs.IAcsIdentities")
            .GroupBy(arrow => arrow.From.Split('+', '/')[0])
            .Where(type => type.Select(arrow => arrow.To).Distinct().Count() == 2)
            .Select(type => type.Key);

        Assert.Equal(["AcsFunctions.AcsFunctionsServices", "AcsFunctions.Identities.IdentityRegistry"], both.Order());
    }

    [Fact]
    public void What_ships_references_nothing_local()
    {
        var references = Sources.Shipped.SelectMany(assembly => assembly.GetReferencedAssemblies()).Select(name => name.Name!).ToArray();

        Assert.DoesNotContain(references, name => name is "AcsFunctions.Local" or "AcsFunctions.AcsEmulator" or "AcsFunctions.FunctionsHost");
        // Control: references are seen at all.
        Assert.Contains("AcsFunctions", references);
    }

    [Fact]
    public void The_client_depends_on_nothing_else_here()
    {
        var references = Sources.Client.GetReferencedAssemblies().Select(name => name.Name!).ToArray();

        Assert.DoesNotContain(references, name => name.StartsWith("AcsFunctions", StringComparison.Ordinal));
        Assert.Contains("Azure.Core", references);
    }

    [Fact]
    public void The_service_knows_no_functions_and_no_web_server()
    {
        var references = Sources.Service.GetReferencedAssemblies().Select(name => name.Name!).ToArray();

        Assert.DoesNotContain(references, name => name.Contains("FunctionsWorker", StringComparison.Ordinal) || name.Contains("Functions.Worker", StringComparison.Ordinal));
        Assert.DoesNotContain(references, name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.Contains("Azure.Data.Tables", references);
    }

    [Fact]
    public void The_emulator_shares_no_type_with_the_client_or_the_service()
    {
        var references = Sources.Emulator.GetReferencedAssemblies().Select(name => name.Name!).ToArray();

        Assert.DoesNotContain(references, name => name.Contains("Communication", StringComparison.Ordinal) || name is "AcsFunctions" or "AcsFunctions.Worker");
        Assert.Contains("Azure.Core", references);
    }

    [Fact]
    public void The_functions_host_knows_no_app()
    {
        var references = Sources.FunctionsHost.GetReferencedAssemblies().Select(name => name.Name!).ToArray();

        Assert.DoesNotContain(references, name => name is "AcsFunctions" or "AcsFunctions.Worker" or "AcsFunctions.Local" or "AcsFunctions.AcsEmulator");
        Assert.NotEmpty(references);
    }

    private static string? SliceOf(string typeName) => Slices.FirstOrDefault(slice => typeName.StartsWith($"AcsFunctions.{slice}.", StringComparison.Ordinal));

    private static string? WorkerSliceOf(string typeName) => Slices.FirstOrDefault(slice => typeName.StartsWith($"AcsFunctions.Worker.{slice}.", StringComparison.Ordinal));

    // The first part below the assembly's own name; null for what is in no folder of it.
    private static string? FolderOf(string typeName, string assembly) =>
        typeName.StartsWith($"{assembly}.", StringComparison.Ordinal) && typeName[(assembly.Length + 1)..].Split('.') is { Length: > 1 } parts ? parts[0] : null;

    private static HashSet<string> Reachable(string from, ILookup<string, string> arrows)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(arrows[from]);
        while (open.TryPop(out var folder))
        {
            if (reached.Add(folder))
            {
                foreach (var next in arrows[folder])
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }

    private static IEnumerable<(string From, string To)> Arrows(ArchUnitNET.Domain.Architecture architecture) => architecture.Types
        .SelectMany(type => type.Dependencies.Select(dependency => (type.FullName, dependency.Target.FullName)))
        .Distinct();
}
