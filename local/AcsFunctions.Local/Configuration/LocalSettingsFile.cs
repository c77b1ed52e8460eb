using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AcsFunctions.Local.Data;

namespace AcsFunctions.Local.Configuration;

/// <summary>
/// The <c>local.settings.json</c> from which Azure Functions Core Tools takes app settings. A file that was written here says so, with
/// a hash of the rest, and is written anew when the settings change; a file of any other origin, or one that was changed since, is left alone.
/// </summary>
internal sealed class LocalSettingsFile(string path)
{
    private const string WrittenBy = nameof(WrittenBy);
    private const string Values = nameof(Values);

    // The file is for people to read: "+" and "'" as they are.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Whether the file is there and exactly what was written here.</summary>
    public bool IsAsWritten()
    {
        try
        {
            return ReadWritten() is not null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it as a developer's says why it cannot be read.
            return false;
        }
    }

    /// <summary>Writes the settings to the file, unless somebody else wrote it.</summary>
    /// <param name="settings">By name; <c>:</c> in a name is written as <c>__</c>, since they become environment variables.</param>
    /// <param name="functionsPort">Where the functions are to listen.</param>
    /// <exception cref="LocalStackException">The file cannot be read or written.</exception>
    public LocalSettingsOutcome Write(IReadOnlyDictionary<string, string> settings, int functionsPort)
    {
        var values = settings.ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value);
        JsonObject content = new()
        {
            ["IsEncrypted"] = false,
            [Values] = new JsonObject(values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)value.Value))),
            ["Host"] = new JsonObject { ["LocalHttpPort"] = functionsPort, ["CORS"] = "", ["CORSCredentials"] = false },
        };
        try
        {
            if (!File.Exists(Path))
            {
                Save(content);
                return new LocalSettingsOutcome(LocalSettingsAction.Written);
            }

            if (ReadWritten() is not { } found)
            {
                return new LocalSettingsOutcome(LocalSettingsAction.LeftAlone, Missing(values));
            }

            if (JsonNode.DeepEquals(found, content))
            {
                return new LocalSettingsOutcome(LocalSettingsAction.AlreadyFits);
            }

            Save(content);
            return new LocalSettingsOutcome(LocalSettingsAction.WrittenAnew);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalStackException($"{Path} cannot be written ({exception.Message}): see to it, or name another file with --settings.", exception);
        }
    }

    private void Save(JsonObject content)
    {
        content.Insert(0, WrittenBy, Signature(content));
        // It has the keys of emulator and storage.
        PrivateFile.Write(Path, content.ToJsonString(Readable) + "\n");
    }

    private JsonObject? ReadWritten()
    {
        try
        {
            if (!File.Exists(Path) || JsonNode.Parse(File.ReadAllText(Path)) is not JsonObject content || content[WrittenBy] is not JsonValue signature)
            {
                return null;
            }

            content.Remove(WrittenBy);
            return signature.TryGetValue<string>(out var text) && text == Signature(content) ? content : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // Comments, which somebody wrote; a name twice; or no JSON at all.
            return null;
        }
    }

    private Dictionary<string, string> Missing(Dictionary<string, string> values)
    {
        var found = DeveloperSettings.ReadValues(Path);
        return values
            .Where(value => found.GetValueOrDefault(StackSettings.Name(value.Key)) != value.Value)
            .ToDictionary(value => value.Key, value => value.Value);
    }

    private static string Signature(JsonObject content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToJsonString())));
        return $"AcsFunctions.Local --without-functions, which writes it anew as long as nobody changes it (SHA-256 of the rest: {hash})";
    }
}
