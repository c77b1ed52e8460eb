using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace AcsFunctions.Local.Configuration;

/// <summary>
/// What the developer set: <c>local.settings.json</c> as Azure Functions Core Tools reads it, and the environment, which wins
/// (https://learn.microsoft.com/azure/azure-functions/functions-develop-local#local-settings-file).
/// </summary>
internal sealed record DeveloperSettings(
    IReadOnlyDictionary<string, string?> Values,
    IReadOnlyList<string> AllowedOrigins,
    bool AllowCredentials)
{
    /// <param name="path">The file, which need not exist; one that <see cref="LocalSettingsFile"/> wrote is the stack's, and says nothing of the developer.</param>
    /// <param name="environment">The environment variables.</param>
    /// <exception cref="LocalStackException">The file cannot be read.</exception>
    public static DeveloperSettings Read(string path, IConfiguration environment)
    {
        var file = new LocalSettingsFile(path).IsAsWritten() ? new ConfigurationBuilder().Build() : ReadFile(path);
        Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Leaves(file.GetSection("Values")).Concat(Leaves(environment)))
        {
            values[StackSettings.Name(name)] = value;
        }

        var origins = file["Host:CORS"]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new DeveloperSettings(values, origins ?? [], bool.TryParse(file["Host:CORSCredentials"], out var allow) && allow);
    }

    /// <summary>The app settings of the file, by name with <c>:</c>.</summary>
    /// <exception cref="LocalStackException">The file cannot be read.</exception>
    public static IReadOnlyDictionary<string, string?> ReadValues(string path) =>
        Leaves(ReadFile(path).GetSection("Values")).ToDictionary(value => StackSettings.Name(value.Key), value => value.Value, StringComparer.OrdinalIgnoreCase);

    private static IConfigurationRoot ReadFile(string path)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path), optional: true).Build();
        }
        catch (InvalidDataException exception)
        {
            var reason = exception.GetBaseException() is JsonException json ? json.Message : exception.Message;
            throw new LocalStackException($"{Path.GetFileName(path)} is not valid JSON: {reason} Mend it, or remove it to run with the stack's own settings.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalStackException($"{Path.GetFileName(path)} cannot be read ({exception.Message}): see to it, or name another file with --settings.", exception);
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> Leaves(IConfiguration configuration) =>
        configuration.AsEnumerable(makePathsRelative: true).Where(setting => setting.Value is not null);
}
