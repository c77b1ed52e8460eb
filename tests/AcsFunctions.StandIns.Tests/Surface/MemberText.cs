using System.Reflection;
using System.Runtime.CompilerServices;

namespace AcsFunctions.StandIns.Tests.Surface;

internal static class MemberText
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    public static string Of(ConstructorInfo constructor) => $"{Access(constructor)}ctor({Parameters(constructor)})";

    public static string Of(PropertyInfo property)
    {
        var accessor = property.GetAccessors(nonPublic: true).First(IsSeen);
        var set = property.SetMethod is not { } setter ? "" : IsSeen(setter) ? " set;" : setter.IsPrivate || setter.IsAssembly ? " (non-public set)" : "";
        return $"{Access(accessor)}{Inheritance(accessor)}{TypeText.Of(Nullability.Create(property))} {property.Name} {{ get;{set} }}";
    }

    public static string Of(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeText.Of))}>" : "";
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{Access(method)}{Inheritance(method)}{NameAndType(method)}{generic}({extension}{Parameters(method)})";
    }

    public static string DelegateShape(Type type)
    {
        var invoke = type.GetMethod("Invoke")!;
        return $"{TypeText.Of(invoke.ReturnType)} ({Parameters(invoke)})";
    }

    private static string NameAndType(MethodInfo method)
    {
        var type = TypeText.Of(Nullability.Create(method.ReturnParameter));
        return method.Name switch
        {
            "op_Equality" => $"{type} operator ==",
            "op_Inequality" => $"{type} operator !=",
            "op_Implicit" => $"implicit operator {type}",
            _ => $"{type} {method.Name}",
        };
    }

    private static string Access(MethodBase method) => method.IsPublic ? "public " : "protected ";

    private static string Inheritance(MethodInfo method) =>
        method.IsStatic ? "static "
        : method.DeclaringType!.IsInterface ? ""
        : method.IsAbstract ? "abstract "
        : method.GetBaseDefinition() != method ? "override "
        : method is { IsVirtual: true, IsFinal: false } ? "virtual "
        : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var modifier = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "";
        return $"{modifier}{TypeText.Of(Nullability.Create(parameter))} {parameter.Name}{Default(parameter)}";
    }

    private static string Default(ParameterInfo parameter) =>
        !parameter.HasDefaultValue ? ""
        : parameter.ParameterType.IsEnum ? $" = {Enum.ToObject(parameter.ParameterType, parameter.DefaultValue!)}"
        : parameter.DefaultValue is bool flag ? flag ? " = true" : " = false"
        : parameter.DefaultValue is { } value ? $" = {value}"
        : parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? " = default"
        : " = null";
}
