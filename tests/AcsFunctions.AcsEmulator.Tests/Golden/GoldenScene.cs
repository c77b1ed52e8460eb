using System.Globalization;
using System.Text.RegularExpressions;
using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests.Golden;

/// <summary>What the names in braces stand for.</summary>
internal sealed partial class GoldenScene(Wire wire, string id, string deleted)
{
    private const string NewId = "8:acs:[0-9a-f-]{36}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{2}3a0d00[0-9a-f]{4}";
    private const string Token = @"[\w-]+\.[\w-]+\.[\w-]+";

    private readonly Dictionary<string, string> names = new()
    {
        ["id"] = id,
        ["encoded-id"] = Uri.EscapeDataString(id),
        ["deleted"] = deleted,
        ["stranger"] = wire.StrangersId,
        ["malformed"] = "28:orgid:me",
        ["resource"] = wire.Emulator.ResourceId.ToString(),
        ["entra-token"] = EntraToken.Create(wire.Clock.GetUtcNow().AddMinutes(60)),
        ["expired-entra-token"] = EntraToken.Create(wire.Clock.GetUtcNow().AddMinutes(-1)),
    };

    public static async Task<GoldenScene> CreateAsync(Wire wire)
    {
        var id = await wire.CreateIdentityAsync();
        var deleted = await wire.CreateIdentityAsync();
        await wire.DeleteAsync(deleted);
        return new GoldenScene(wire, id, deleted);
    }

    public WireRequest ToRequest(GoldenExchange exchange)
    {
        var request = new WireRequest(exchange.Method, Fill(exchange.Target, Uri.EscapeDataString), Fill(exchange.RequestBody));
        var headers = exchange.RequestHeaders.ToDictionary(header => header.Key, header => Fill(header.Value));
        return request with { Headers = headers, Anonymous = headers.ContainsKey("Authorization") };
    }

    /// <summary>A pattern that the whole answer's body must match.</summary>
    public Regex ToPattern(string body)
    {
        var pattern = Regex.Escape(Fill(body)).Replace(@"\{new-id}", NewId, StringComparison.Ordinal).Replace(@"\{token}", Token, StringComparison.Ordinal);
        return new Regex($"^{pattern}$");
    }

    private string Fill(string text, Func<string, string>? encode = null)
    {
        foreach (var (name, value) in names)
        {
            text = text.Replace($"{{{name}}}", encode is null ? value : encode(value), StringComparison.Ordinal);
        }

        return Times().Replace(text, match => At(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));
    }

    /// <summary>Times are whole seconds, in seven fractional digits.</summary>
    private string At(int minutes) =>
        DateTimeOffset.FromUnixTimeSeconds(wire.Clock.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds()).ToString("yyyy-MM-ddTHH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{in (\d+) minutes}")]
    private static partial Regex Times();
}
