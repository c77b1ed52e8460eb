using System.Text.Json;
using AcsFunctions.FunctionsHost.Protocol;

namespace AcsFunctions.FunctionsHost.Functions;

/// <summary>Reads the bindings that a worker reports, which have the form of function.json.</summary>
internal static class TriggerReader
{
    /// <exception cref="FunctionsHostException">It has no trigger, several, or one that this host does not serve.</exception>
    public static FunctionTrigger Read(RpcFunctionMetadata function)
    {
        var triggers = function.RawBindings.Select(Parse).Where(binding => Text(binding, "type")!.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase)).ToArray();
        if (triggers is not [var trigger])
        {
            throw new FunctionsHostException($"Function '{function.Name}' must have exactly one trigger; it has {triggers.Length}.");
        }

        var name = Text(trigger, "name")!;
        var type = Text(trigger, "type")!;
        return type.ToUpperInvariant() switch
        {
            "HTTPTRIGGER" => Http(name, function.Name, trigger),
            "TIMERTRIGGER" => new FunctionTrigger.Timer(
                name, Text(trigger, "schedule") ?? string.Empty, Flag(trigger, "useMonitor") ?? true, Flag(trigger, "runOnStartup") ?? false),
            _ => throw new FunctionsHostException($"Function '{function.Name}' has the trigger '{type}'; this host serves HTTP and timer triggers."),
        };
    }

    private static FunctionTrigger.Http Http(string name, string functionName, JsonElement trigger) => new(
        name,
        [.. Find(trigger, "methods")?.EnumerateArray().Select(method => method.GetString()!.ToUpperInvariant()) ?? []],
        Text(trigger, "route") is { } route && !string.IsNullOrWhiteSpace(route) ? route.Trim('/') : functionName,
        // One that states none is taken as Function: azure-functions-host src/WebJobs.Script/Binding/WebJobsCoreScriptBindingProvider.cs.
        Enum.TryParse<FunctionAuthorizationLevel>(Text(trigger, "authLevel"), ignoreCase: true, out var level) ? level : FunctionAuthorizationLevel.Function);

    private static JsonElement Parse(string binding)
    {
        using var document = JsonDocument.Parse(binding);
        return document.RootElement.Clone();
    }

    private static string? Text(JsonElement binding, string name) => Find(binding, name)?.GetString();

    private static bool? Flag(JsonElement binding, string name) => Find(binding, name) switch
    {
        { ValueKind: JsonValueKind.String } text => bool.Parse(text.GetString()!),
        { } flag => flag.GetBoolean(),
        _ => null,
    };

    private static JsonElement? Find(JsonElement binding, string name)
    {
        foreach (var property in binding.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind != JsonValueKind.Null)
            {
                return property.Value;
            }
        }

        return null;
    }
}
