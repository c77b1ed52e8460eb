using System.Text;

namespace AcsFunctions.StandIns.Tests.Client;

internal sealed record SeenRequest(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Target => Uri.PathAndQuery;

    public string Text => Encoding.UTF8.GetString(Body);

    public static SeenRequest Of(HttpRequestMessage request, byte[] body)
    {
        // Reading the length makes HttpContent compute the header that it would send.
        _ = request.Content?.Headers.ContentLength;
        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default)
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new SeenRequest(request.Method.Method, request.RequestUri!, headers, body);
    }
}
