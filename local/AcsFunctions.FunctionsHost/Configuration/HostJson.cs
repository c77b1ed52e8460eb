using System.Globalization;
using System.Text.Json;

namespace AcsFunctions.FunctionsHost.Configuration;

/// <summary>The parts of host.json that this host applies.</summary>
internal sealed record HostJson(string RoutePrefix, IReadOnlyDictionary<string, string> CustomHeaders, TimeSpan? FunctionTimeout)
{
    // Defaults and bounds: azure-functions-host src/WebJobs.Script/Config/ScriptJobHostOptionsSetup.cs.
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan MinimumTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Unbounded = TimeSpan.FromDays(-1);
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static HostJson Load(string? path)
    {
        if (path is null)
        {
            return Read(JsonDocument.Parse("""{"version":"2.0"}""").RootElement);
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException)
        {
            throw new FunctionsHostException($"{path} cannot be used: {exception.Message}", exception);
        }
    }

    private static HostJson Read(JsonElement root)
    {
        if (Find(root, "version")?.GetString() is not "2.0")
        {
            throw new FormatException("\"version\" must be \"2.0\".");
        }

        var http = Find(root, "extensions", "http");
        return new HostJson(
            Find(http, "routePrefix")?.GetString()?.Trim('/') ?? "api",
            Find(http, "customHeaders")?.EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString() ?? string.Empty)
                ?? new Dictionary<string, string>(),
            ReadTimeout(Find(root, "functionTimeout")?.GetString()));
    }

    private static TimeSpan? ReadTimeout(string? text)
    {
        if (text is null)
        {
            return DefaultTimeout;
        }

        if (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var timeout) || (timeout < MinimumTimeout && timeout != Unbounded))
        {
            throw new FormatException($"\"functionTimeout\" is \"{text}\"; it must be a time of at least {MinimumTimeout}, or \"-1\" for none.");
        }

        return timeout == Unbounded ? null : timeout;
    }

    private static JsonElement? Find(JsonElement? element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element is not { ValueKind: JsonValueKind.Object } parent)
            {
                return null;
            }

            element = parent.EnumerateObject()
                .Where(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
                .Select(property => (JsonElement?)property.Value)
                .LastOrDefault();
        }

        return element;
    }
}
