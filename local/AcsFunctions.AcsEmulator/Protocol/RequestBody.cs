using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AcsFunctions.AcsEmulator.Protocol;

/// <summary>Reads JSON bodies. Nothing, and the JSON null, are an object without fields.</summary>
internal static class RequestBody
{
    public static bool TryRead<T>(AcsRequest request, JsonTypeInfo<T> type, T empty, [NotNullWhen(true)] out T? body)
        where T : class
    {
        body = empty;
        if (request.Body.IsEmpty)
        {
            return true;
        }

        try
        {
            body = JsonSerializer.Deserialize(request.Body.Span, type) ?? empty;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
