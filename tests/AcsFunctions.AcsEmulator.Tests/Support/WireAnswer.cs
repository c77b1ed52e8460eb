using System.Text.Json.Nodes;

namespace AcsFunctions.AcsEmulator.Tests.Support;

internal sealed record WireAnswer(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? Code => Json["error"]?["code"]?.GetValue<string>();

    public string? Message => Json["error"]?["message"]?.GetValue<string>();

    public string? Target => Json["error"]?["target"]?.GetValue<string>();

    public string Token => (Json["accessToken"] ?? Json)["token"]!.GetValue<string>();

    public static async Task<WireAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new WireAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken), headers);
    }
}
