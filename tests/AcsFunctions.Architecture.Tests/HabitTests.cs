using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace AcsFunctions.Architecture.Tests;

/// <summary>Habits that a compiler does not hold.</summary>
public sealed partial class HabitTests
{
    // The library's own methods take none.
    private static readonly string[] WithoutToken = ["AcsRetryPolicy.ShouldRetryAsync", "AzureTransport.ProcessAsync"];

    public static TheoryData<string> Assemblies => ["AcsFunctions", "AcsFunctions.Worker", "AcsFunctions.Client", "AcsFunctions.AcsEmulator", "AcsFunctions.FunctionsHost", "AcsFunctions.Local"];

    [Theory]
    [InlineData("AcsFunctions")]
    [InlineData("AcsFunctions.Worker")]
    [InlineData("AcsFunctions.Client")]
    public void Every_asynchronous_method_takes_a_cancellation_token(string assembly)
    {
        var methods = Sources.TypesOf(Assembly.Load(assembly)).SelectMany(AsynchronousMethods).ToArray();

        Assert.Empty(WithoutTokenIn(methods).Except(WithoutToken));
        Assert.NotEmpty(methods);
    }

    [Fact]
    public void Every_exemption_is_needed() => Assert.Empty(
        WithoutToken.Except(Sources.Shipped.SelectMany(assembly => WithoutTokenIn(Sources.TypesOf(assembly).SelectMany(AsynchronousMethods)))));

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Every_class_is_sealed_static_or_abstract(string assembly)
    {
        var open = Sources.TypesOf(Assembly.Load(assembly)).Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }).ToArray();

        // A class that another one derives from is open for that one's sake.
        Assert.Empty(open.Where(type => !Sources.TypesOf(type.Assembly).Any(other => other.BaseType == type)).Select(type => type.FullName));
    }

    [Theory]
    [InlineData("src")]
    [InlineData("local")]
    [InlineData("tests")]
    public void A_file_holds_one_type_and_is_named_like_it(string folder)
    {
        var files = Sources.Below(folder).Where(file => Path.GetFileName(file) != "Program.cs").ToArray();

        var others = files
            .Select(file => (File: Path.GetRelativePath(Sources.Root, file), Types: TypeDeclaration().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value).Distinct().ToArray()))
            // A partial type has a file for each of its sides: Type.Side.cs.
            .Where(file => file.Types.Length > 0 && (file.Types.Length > 1 || Path.GetFileName(file.File).Split('.')[0] != file.Types[0]))
            .Select(file => $"{file.File}: {string.Join(", ", file.Types)}");

        Assert.Empty(others);
        Assert.NotEmpty(files);
    }

    [Fact]
    public void Every_JSON_context_of_the_worker_refuses_fields_that_it_does_not_know_and_fields_that_are_there_twice()
    {
        var contexts = Sources.Worker.GetTypes()
            .Where(type => typeof(JsonSerializerContext).IsAssignableFrom(type) && type.Name != "ClientPrincipalJson")
            .Select(type => (type.Name, Options: ((JsonSerializerContext)type.GetProperty("Default", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!).Options))
            .ToArray();

        Assert.All(contexts, context => Assert.Equal(
            (JsonUnmappedMemberHandling.Disallow, false, JsonNamingPolicy.CamelCase, 8),
            (context.Options.UnmappedMemberHandling, context.Options.AllowDuplicateProperties, context.Options.PropertyNamingPolicy, context.Options.MaxDepth)));
        Assert.True(contexts.Length > 5);
    }

    private static IEnumerable<string> WithoutTokenIn(IEnumerable<MethodInfo> methods) => methods
        .Where(method => method.GetParameters().All(parameter => parameter.ParameterType != typeof(CancellationToken)))
        .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

    [Theory]
    [InlineData("src")]
    [InlineData("local")]
    [InlineData("tests")]
    [InlineData("perf")]
    public void Private_fields_are_camelCase(string folder)
    {
        var fields = Sources.Below(folder).SelectMany(file => PrivateField().Matches(File.ReadAllText(file)).Select(match => (File: file, Match: match))).ToArray();

        Assert.Empty(fields
            .Where(field => !field.Match.Groups["constant"].Success && !char.IsAsciiLetterLower(field.Match.Groups["name"].Value[0]))
            .Select(field => $"{Path.GetRelativePath(Sources.Root, field.File)}: {field.Match.Groups["name"].Value}"));
        Assert.NotEmpty(fields);
    }

    private static IEnumerable<MethodInfo> AsynchronousMethods(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(method => !method.Name.Contains('<', StringComparison.Ordinal) && method.Name != nameof(IAsyncDisposable.DisposeAsync))
        .Where(method => typeof(Task).IsAssignableFrom(method.ReturnType) || method.ReturnType == typeof(ValueTask)
            || (method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() is var open && (open == typeof(ValueTask<>) || open == typeof(IAsyncEnumerable<>))));

    // Only declarations at the margin: nested types belong to their file's type.
    [GeneratedRegex(@"^(?:public |internal |file )(?:sealed |static |abstract |partial |readonly |ref |unsafe )*(?:class|record struct|record class|record|struct|interface|enum|delegate [\w<>\[\]?]+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    // Constants, by name or in effect, are PascalCase.
    [GeneratedRegex(@"^ +private (?:(?<constant>const |static readonly )|protected |static |readonly |volatile |required )*[\w<>,?\[\]. ()]* (?<name>\w+)(?: =[^>]|;)", RegexOptions.Multiline)]
    private static partial Regex PrivateField();
}
