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

    /// <summary>The settings of a section that nothing reads, by their full names.</summary>
    public static IEnumerable<string> Unknown(IConfigurationSection section, Type options) => section.GetChildren().SelectMany(setting =>
        Sections.Contains(setting.Path, StringComparer.OrdinalIgnoreCase) ? []
        : options.GetProperties().FirstOrDefault(property => property.Name.Equals(setting.Key, StringComparison.OrdinalIgnoreCase)) is not { } property ? [setting.Path]
        : property.PropertyType is { IsGenericType: true, GenericTypeArguments: [_, var each] } ? setting.GetChildren().SelectMany(one => Unknown(one, each))
        : property.PropertyType.Assembly == options.Assembly && property.PropertyType.IsClass ? Unknown(setting, property.PropertyType)
        : []);
}
