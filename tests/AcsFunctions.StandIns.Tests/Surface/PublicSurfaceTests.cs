using System.Reflection;
using Azure.Communication;
using Azure.Communication.Identity;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace AcsFunctions.StandIns.Tests.Surface;

/// <summary>
/// The listings hold what the packages are known to offer. Against the stand-ins: nothing that is not listed, or the app could
/// come to use what the packages lack. Against the packages: everything listed is there, or the listing is wrong.
/// </summary>
public sealed class PublicSurfaceTests
{
    private static readonly Dictionary<string, Type[]> Packages = new()
    {
        ["Azure.Communication.Identity"] = [typeof(CommunicationIdentityClient), typeof(CommunicationIdentifier)],
        ["Microsoft.Azure.Functions.Worker"] =
        [
            typeof(FunctionsApplicationBuilder), typeof(FunctionContext), typeof(FunctionAttribute), typeof(BindingAttribute),
            typeof(HttpTriggerAttribute), typeof(TimerTriggerAttribute),
        ],
    };

    public static TheoryData<string> Names => [.. Packages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_app_cannot_come_to_use_what_the_package_lacks(string package)
    {
        var assemblies = Packages[package].Select(type => type.Assembly).Distinct().ToArray();
        var listed = Listing(package);

        var offered = PublicSurface.Of(assemblies.SelectMany(assembly => assembly.GetExportedTypes()));

        var excess = StandsIn(assemblies) ? offered.Except(listed) : listed.Except(offered);
        Assert.Equal("", string.Join('\n', excess));
    }

    /// <summary>A class of ours that fills in an abstract type must fill in the package's, too.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_app_cannot_leave_out_what_the_package_makes_it_implement(string package)
    {
        var types = Packages[package].Select(type => type.Assembly).Distinct().SelectMany(assembly => assembly.GetExportedTypes()).ToArray();
        var implementable = types.Where(type => type.IsAbstract && !type.IsSealed).Select(type => type.FullName).ToHashSet();
        var interfaces = types.Where(type => type.IsInterface).Select(type => type.FullName).ToHashSet();

        var required = Listing(package).Where(line => line.Split(" | ") is [var type, var member]
            && implementable.Contains(type) && (interfaces.Contains(type) || member.Contains(" abstract ", StringComparison.Ordinal)));

        Assert.NotEmpty(required);
        Assert.Equal("", string.Join('\n', required.Except(PublicSurface.Of(types))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_listing_has_one_sorted_line_per_member(string package)
    {
        var lines = File.ReadAllLines(PathOf(package));

        Assert.Equal(lines.Distinct().Order(StringComparer.Ordinal), lines);
        Assert.All(lines, line => Assert.Matches(@"^[\w.+]+ \| \S.*$", line));
    }

    [Theory]
    [InlineData("class")]
    [InlineData("public ctor(string name)")]
    [InlineData("protected ctor()")]
    [InlineData("public virtual Task<string> Read(CancellationToken cancellationToken = default)")]
    [InlineData("public static string? Find(string? name = null)")]
    [InlineData("public int? Count { get; (non-public set) }")]
    [InlineData("public override string ToString()")]
    [InlineData("is IDisposable")]
    [InlineData("field int Number")]
    public void A_made_up_member_would_be_seen(string member)
    {
        var seen = PublicSurface.Of([typeof(MadeUp)]);

        Assert.Contains($"{typeof(MadeUp).FullName} | {member}", seen);
        Assert.DoesNotContain(seen, Listing("Azure.Communication.Identity").Contains);
    }

    [Fact]
    public void What_only_the_assembly_itself_can_reach_is_not_surface()
    {
        var seen = PublicSurface.Of([typeof(MadeUp)]);

        Assert.DoesNotContain(seen, line => line.Contains("Hidden", StringComparison.Ordinal));
    }

    private static bool StandsIn(Assembly[] assemblies) =>
        assemblies.All(assembly => assembly.GetName().Name!.StartsWith("AcsFunctions.StandIns.", StringComparison.Ordinal));

    private static HashSet<string> Listing(string package) => [.. File.ReadAllLines(PathOf(package))];

    private static string PathOf(string package) => Path.Combine(AppContext.BaseDirectory, "listings", $"{package}.txt");
}
