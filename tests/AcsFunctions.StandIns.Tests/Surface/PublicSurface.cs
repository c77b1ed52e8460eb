using System.Reflection;
using System.Runtime.CompilerServices;

namespace AcsFunctions.StandIns.Tests.Surface;

/// <summary>
/// What other code can see of an assembly, one line per type, base, attribute usage and member:
/// <c>full name of the type | member</c>. Members that a type only inherits are not repeated.
/// </summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public static IReadOnlySet<string> Of(IEnumerable<Type> types) =>
        types.Where(type => type.IsVisible).SelectMany(Lines).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Lines(Type type) => Members(type).Select(member => $"{type.FullName} | {member}");

    private static IEnumerable<string> Members(Type type) =>
        type.IsEnum ? ["enum", .. Enum.GetNames(type).Select(name => $"{name}={Convert.ToInt64(Enum.Parse(type, name), null)}")]
        : type.IsSubclassOf(typeof(Delegate)) ? ["delegate", MemberText.DelegateShape(type)]
        : [Kind(type), .. Bases(type), .. Usage(type), .. Constructors(type), .. Properties(type), .. Methods(type), .. Fields(type)];

    private static string Kind(Type type) =>
        type.IsInterface ? "interface"
        : type.IsValueType ? type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    private static IEnumerable<string> Bases(Type type)
    {
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var bases = type.GetInterfaces().Except(inherited);
        return (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? bases.Prepend(parent) : bases)
            .Select(parent => $"is {TypeText.Of(parent)}");
    }

    private static IEnumerable<string> Usage(Type type) =>
        type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false) is { } usage ? [$"[AttributeUsage({usage.ValidOn})]"] : [];

    private static IEnumerable<string> Constructors(Type type) =>
        type.GetConstructors(Declared).Where(constructor => !constructor.IsStatic && MemberText.IsSeen(constructor)).Select(MemberText.Of);

    private static IEnumerable<string> Properties(Type type) =>
        type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(MemberText.IsSeen)).Select(MemberText.Of);

    private static IEnumerable<string> Methods(Type type) =>
        type.GetMethods(Declared)
            .Where(method => MemberText.IsSeen(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)))
            .Select(MemberText.Of);

    private static IEnumerable<string> Fields(Type type) =>
        type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(field => $"field {TypeText.Of(field.FieldType)} {field.Name}");
}
