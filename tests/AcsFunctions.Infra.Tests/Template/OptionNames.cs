using System.Collections;
using System.Reflection;
using AcsFunctions.Sweeps;
using AcsFunctions.Worker;

namespace AcsFunctions.Infra.Tests.Template;

/// <summary>Every setting that the app's options read, found by reflection: an options class is one with a constant <c>Section</c>.</summary>
internal static class OptionNames
{
    public static IReadOnlySet<string> All { get; } = new[] { typeof(AcsFunctionsServices), typeof(AcsFunctionsWorker) }
        .SelectMany(type => type.Assembly.GetTypes())
        .Select(type => (Type: type, Section: type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string))
        .Where(options => options.Section is not null)
        .SelectMany(options => Of(options.Type, options.Section!.Replace(":", "__", StringComparison.Ordinal)))
        // Flat, for the platform's sake.
        .Append(CleanUpOptions.ScheduleSetting)
        .ToHashSet();

    private static IEnumerable<string> Of(Type type, string prefix) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .SelectMany(property => typeof(IDictionary).IsAssignableFrom(property.PropertyType)
            ? Of(property.PropertyType.GetGenericArguments()[1], $"{prefix}__{property.Name}__*")
            : property.PropertyType is { IsClass: true, Namespace: "AcsFunctions.Worker.Callers" } nested ? Of(nested, $"{prefix}__{property.Name}")
            : property.SetMethod is { IsPublic: true } ? [$"{prefix}__{property.Name}"] : []);
}
