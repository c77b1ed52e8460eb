using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AcsFunctions.Worker.Responses;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Requests;

/// <summary>Reads a JSON body, or says what is wrong with it.</summary>
internal static class RequestBody
{
    // The largest body of the contract holds an Entra token, of 2 to 8 kB.
    private const int MaxBytes = 32 * 1024;

    /// <param name="type">Not asked for where there is no body, as with most requests: what it loads is a part of the cold start.</param>
    /// <param name="whenEmpty">What no body at all means.</param>
    public static async Task<Attempt<T>> ReadAsync<T>(HttpRequestData request, Func<JsonTypeInfo<T>> type, T whenEmpty, CancellationToken cancellationToken)
        where T : class
    {
        var length = Header(request, "Content-Length");
        if (length is null)
        {
            // The host drops chunked bodies. Taking that for "no body" would turn a request that narrows into one that does not.
            return Header(request, "Transfer-Encoding") is null ? whenEmpty : Problem.LengthRequired;
        }

        if (!long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
        {
            return Problem.LengthRequired;
        }

        if (bytes == 0)
        {
            return whenEmpty;
        }

        if (bytes > MaxBytes)
        {
            return Problem.BodyTooLarge;
        }

        return IsJson(Header(request, "Content-Type")) ? await ParseAsync(request.Body, bytes, type(), cancellationToken) : Problem.UnsupportedMediaType;
    }

    private static async Task<Attempt<T>> ParseAsync<T>(Stream body, long length, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var buffer = new byte[length];
        if (await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) != buffer.Length)
        {
            return Problem.InvalidBody("The body is shorter than Content-Length says.");
        }

        try
        {
            return JsonSerializer.Deserialize(buffer, type) is { } value ? value : Problem.InvalidBody("The body must be a JSON object.");
        }
        catch (JsonException exception)
        {
            // Its message may quote the body; where it happened is ours to tell.
            return Problem.InvalidBody($"It is not valid JSON, or has a field that is unknown, there twice or of the wrong type, at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.");
        }
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
        && (type.CharSet is null || string.Equals(type.CharSet.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase));

    private static string? Header(HttpRequestData request, string name) =>
        request.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
