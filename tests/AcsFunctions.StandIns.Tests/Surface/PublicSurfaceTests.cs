using System.Reflection;
using Azure.Communication;
using Azure.Communication.Identity;

namespace AcsFunctions.StandIns.Tests.Surface;

/// <summary>
/// The listing holds what the package is known to offer. Against the stand-in: nothing that is not listed, or the app could come to
/// use what the package lacks. Against the package: everything listed is there, or the listing is wrong.
/// </summary>
public sealed class PublicSurfaceTests
{
    private const string Package = "Azure.Communication.Identity";

    private static readonly Assembly[] Assemblies = [.. new[] { typeof(CommunicationIdentityClient), typeof(CommunicationIdentifier) }.Select(type => type.Assembly).Distinct()];

    [Fact]
    public void The_app_cannot_come_to_use_what_the_package_lacks()
    {
        var listed = Listing();

        var offered = PublicSurface.Of(Assemblies.SelectMany(assembly => assembly.GetExportedTypes()));

        var excess = StandsIn ? offered.Except(listed) : listed.Except(offered);
        Assert.Equal("", string.Join('\n', excess));
    }

    /// <summary>A class of ours that fills in an abstract type must fill in the package's, too.</summary>
    [Fact]
    public void The_app_cannot_leave_out_what_the_package_makes_it_implement()
    {
        var types = Assemblies.SelectMany(assembly => assembly.GetExportedTypes()).ToArray();
        var implementable = types.Where(type => type.IsAbstract && !type.IsSealed).Select(type => type.FullName).ToHashSet();
        var interfaces = types.Where(type => type.IsInterface).Select(type => type.FullName).ToHashSet();

        var required = Listing().Where(line => line.Split(" | ") is [var type, var member]
            && implementable.Contains(type) && (interfaces.Contains(type) || member.Contains(" abstract ", StringComparison.Ordinal)));

        Assert.NotEmpty(required);
        Assert.Equal("", string.Join('\n', required.Except(PublicSurface.Of(types))));
    }

    [Fact]
    public void A_listing_has_one_sorted_line_per_member()
    {
        var lines = File.ReadAllLines(ListingPath);

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
        Assert.DoesNotContain(seen, Listing().Contains);
    }

    [Fact]
    public void What_only_the_assembly_itself_can_reach_is_not_surface()
    {
        var seen = PublicSurface.Of([typeof(MadeUp)]);

        Assert.DoesNotContain(seen, line => line.Contains("Hidden", StringComparison.Ordinal));
    }

    private static bool StandsIn =>
        Assemblies.All(assembly => assembly.GetName().Name!.StartsWith("AcsFunctions.StandIns.", StringComparison.Ordinal));

    private static string ListingPath => Path.Combine(AppContext.BaseDirectory, "listings", $"{Package}.txt");

    private static HashSet<string> Listing() => [.. File.ReadAllLines(ListingPath)];
}
