using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace AcsFunctions.Architecture.Tests;

/// <summary>Arrows run downward only.</summary>
public sealed class LayerTests
{
    private static readonly string[] Slices =
        ["CreateIdentity", "ReadIdentity", "IssueToken", "RevokeTokens", "DeleteIdentity", "ExchangeTeamsToken", "CleanUpStaleIdentities", "ExportIdentities"];

    private static readonly ArchUnitNET.Domain.Architecture Service = new ArchLoader().LoadAssemblies(Sources.Service).Build();

    [Fact]
    public void Slices_do_not_use_each_other()
    {
        var trespasses = DependenciesIn(type => SliceOf(type.FullName) is not null)
            .Where(arrow => SliceOf(arrow.To) is { } slice && slice != SliceOf(arrow.From))
            .ToArray();

        Assert.Empty(trespasses);
    }

    [Theory]
    [InlineData("AcsFunctions.Identities.")]
    [InlineData("AcsFunctions.Acs.")]
    public void The_kernel_knows_no_slice(string kernel)
    {
        var trespasses = DependenciesIn(type => type.FullName.StartsWith(kernel, StringComparison.Ordinal)).Where(arrow => SliceOf(arrow.To) is not null);

        Assert.Empty(trespasses);
    }

    [Fact]
    public void Every_slice_is_known_here_and_uses_the_kernel()
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(Sources.Root, "src", "AcsFunctions"))
            .Select(Path.GetFileName)
            .Where(folder => Directory.EnumerateFiles(Path.Combine(Sources.Root, "src", "AcsFunctions", folder!), "*Operation.cs").Any());

        Assert.Equal(Slices.Order(), folders.Order());
        // Control: the dependencies that the tests above look at are seen.
        Assert.All(Slices, slice => Assert.Contains(
            DependenciesIn(type => SliceOf(type.FullName) == slice), arrow => arrow.To.StartsWith("AcsFunctions.Identities.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Only_the_registry_combines_ACS_and_the_table()
    {
        var both = DependenciesIn(_ => true)
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

    private static IEnumerable<(string From, string To)> DependenciesIn(Func<IType, bool> chosen) => Service.Types
        .Where(chosen)
        .SelectMany(type => type.Dependencies.Select(dependency => (type.FullName, dependency.Target.FullName)))
        .Distinct();
}
