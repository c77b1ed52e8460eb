using System.Reflection;

namespace AcsFunctions.StandIns.Tests.Surface;

/// <summary>A type as C# writes it, without namespaces. Nullability is shown of the outermost type only, where the assembly states it.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(byte)] = "byte",
        [typeof(int)] = "int", [typeof(long)] = "long", [typeof(double)] = "double",
    };

    public static string Of(Type type) =>
        Keywords.TryGetValue(type, out var keyword) ? keyword
        : type.IsByRef ? Of(type.GetElementType()!)
        : type.IsArray ? $"{Of(type.GetElementType()!)}[]"
        : Nullable.GetUnderlyingType(type) is { } underlying ? $"{Of(underlying)}?"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
        : type.Name;

    public static string Of(NullabilityInfo nullability) =>
        Of(nullability.Type) + (nullability.ReadState == NullabilityState.Nullable && !IsNullableValue(nullability.Type) ? "?" : "");

    private static bool IsNullableValue(Type type) => Nullable.GetUnderlyingType(type.IsByRef ? type.GetElementType()! : type) is not null;
}
