using Microsoft.Extensions.Configuration;

namespace AcsFunctions.Configuration;

/// <summary>
/// Compares the names of settings with the options that they are bound to: the binder ignores a name that it does not know, and a misspelt
/// one would leave in place the default that it was to narrow.
/// </summary>
internal static class SettingNames
{
    // Sections within another, with options of their own.
    private static readonly string[] Sections = ["Acs:Quota", "Tokens:Reuse"];

    /// <summary>The settings of a section that nothing reads, by their full names: also a value where settings are to stand, and the other way round.</summary>
    /// <param name="section">What is set.</param>
    /// <param name="type">What it is bound to: options, a dictionary of them, or what a single setting holds.</param>
    public static IEnumerable<string> Unknown(IConfigurationSection section, Type type)
    {
        if (IsSingle(type))
        {
            return section.Value is null ? section.GetChildren().Select(part => part.Path) : [];
        }

        IEnumerable<string> value = string.IsNullOrEmpty(section.Value) ? [] : [section.Path];
        return value.Concat(section.GetChildren().SelectMany(setting =>
            Sections.Contains(setting.Path, StringComparer.OrdinalIgnoreCase) ? []
            : TypeOf(setting.Key, type) is { } known ? Unknown(setting, known)
            : [setting.Path]));
    }

    private static Type? TypeOf(string setting, Type type) => type is { IsGenericType: true, GenericTypeArguments: [_, var each] }
        ? each
        : type.GetProperties()
            .FirstOrDefault(property => property.Name.Equals(setting, StringComparison.OrdinalIgnoreCase) && (property.CanWrite || !IsSingle(property.PropertyType)))
            ?.PropertyType;

    private static bool IsSingle(Type type) => type.IsValueType || type == typeof(string) || type == typeof(Uri);
}
