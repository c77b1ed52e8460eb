using System.Globalization;

namespace AcsFunctions.FunctionsHost.Discovery;

/// <summary>Turns the text of a route parameter into a function's argument.</summary>
internal static class RouteValue
{
    public static bool CanConvertTo(Type type) =>
        type == typeof(string) || (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain == typeof(Guid) || plain == typeof(int));

    /// <exception cref="FormatException">The text is no such value, because the route has no constraint that keeps it out.</exception>
    public static object? Convert(string? text, Type type)
    {
        if (text is null)
        {
            return type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;
        }

        if (type == typeof(string))
        {
            return text;
        }

        return (Nullable.GetUnderlyingType(type) ?? type) == typeof(Guid)
            ? Guid.Parse(text, CultureInfo.InvariantCulture)
            : int.Parse(text, CultureInfo.InvariantCulture);
    }
}
