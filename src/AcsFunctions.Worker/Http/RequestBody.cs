using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Http;

/// <summary>Reads a JSON body, or says what is wrong with it.</summary>
internal static class RequestBody
{
    // An Entra token, the largest that most calls take, has 2 to 8 kB.
    public const int MostBytes = 32 * 1024;

    // Room for an empty object and some white space.
    private const int MostBytesOfNothing = 16;

    /// <param name="type">Not asked for where there is no body, as with most requests: what it loads is a part of the cold start.</param>
    /// <param name="whenEmpty">What no body at all means.</param>
    public static Task<Result<T, Problem>> ReadAsync<T>(HttpRequestData request, Func<JsonTypeInfo<T>> type, T whenEmpty, CancellationToken cancellationToken)
        where T : class => ReadAsync(request, type, whenEmpty, whenNull: null, MostBytes, cancellationToken);

    /// <param name="type">Not asked for where there is no body.</param>
    /// <param name="whenEmpty">What no body at all means.</param>
    /// <param name="whenNull">What <c>null</c> means, which some generated clients send in place of nothing; null where it is a mistake.</param>
    /// <param name="maxBytes">The longest body that makes sense.</param>
    public static async Task<Result<T, Problem>> ReadAsync<T>(
        HttpRequestData request, Func<JsonTypeInfo<T>> type, T whenEmpty, T? whenNull, int maxBytes, CancellationToken cancellationToken)
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

        if (bytes > maxBytes)
        {
            return Problem.BodyTooLarge;
        }

        return IsJson(Header(request, "Content-Type"))
            ? await ParseAsync(request.Body, bytes, type(), whenNull, cancellationToken)
            : Problem.UnsupportedMediaType;
    }

    /// <summary>Answers, unless the request has a body, which the call does not take.</summary>
    public static async Task<Reply> UnlessAnyAsync(HttpRequestData request, Func<CancellationToken, Task<Reply>> answer, CancellationToken cancellationToken) =>
        await RefuseAsync(request, cancellationToken) is { } problem ? problem : await answer(cancellationToken);

    /// <summary>What is wrong with a body that a call does not take; null where there is none, or one that says nothing: <c>{}</c> or <c>null</c>.</summary>
    public static async Task<Problem?> RefuseAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
        var length = Header(request, "Content-Length");
        var isNothing = length is null
            ? Header(request, "Transfer-Encoding") is null
            : long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes <= MostBytesOfNothing && await IsNothingAsync(request.Body, bytes, cancellationToken);
        return isNothing ? null : Problem.InvalidBody("This call takes no body.");
    }

    private static async Task<bool> IsNothingAsync(Stream body, long length, CancellationToken cancellationToken)
    {
        var buffer = new byte[length];
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return string.Concat(Encoding.UTF8.GetString(buffer, 0, read).Where(character => !char.IsWhiteSpace(character))) is "" or "{}" or "null";
    }

    private static async Task<Result<T, Problem>> ParseAsync<T>(Stream body, long length, JsonTypeInfo<T> type, T? whenNull, CancellationToken cancellationToken)
        where T : class
    {
        var buffer = new byte[length];
        if (await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) != buffer.Length)
        {
            return Problem.InvalidBody("The body is shorter than Content-Length says.");
        }

        try
        {
            return (JsonSerializer.Deserialize(buffer, type) ?? whenNull) is { } value ? value : Problem.InvalidBody("The body must be a JSON object.");
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
