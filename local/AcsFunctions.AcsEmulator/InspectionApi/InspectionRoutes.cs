using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.InspectionApi;

/// <summary>The inspection API under <c>/_emulator</c>: what <see cref="EmulatorInspection"/> and <see cref="FaultPlan"/> offer, over HTTP.</summary>
/// <param name="knownHost">A name besides those of the loopback under which it answers.</param>
internal sealed class InspectionRoutes(EmulatorInspection inspection, FaultPlan faults, string? knownHost)
{
    private const string Prefix = "/_emulator";

    public static bool Owns(string path) => path == Prefix || path.StartsWith($"{Prefix}/", StringComparison.Ordinal);

    public AcsResponse Answer(AcsRequest request)
    {
        if (Refuse(request) is { } reason)
        {
            return Answers.Error(new AcsErrorAnswer(403, "Forbidden", reason));
        }

        string[] segments = [.. request.Path[1..].Split('/').Skip(1).Select(Uri.UnescapeDataString)];
        return (request.Method, segments) switch
        {
            ("GET", ["identities"]) => Json(new IdentityList(inspection.Identities), InspectionJson.Default.IdentityList),
            ("GET", ["identities", var id]) => inspection.FindIdentity(id) is { } identity
                ? Json(identity, InspectionJson.Default.EmulatedIdentity)
                : Unknown("There is no such identity."),
            ("POST", ["tokens", "validate"]) => Validate(request),
            ("GET", ["counts"]) => Counts(),
            ("GET", ["jwks"]) => new AcsResponse(200, Encoding.UTF8.GetBytes(inspection.Jwks)),
            ("POST", ["faults"]) => Plan(request),
            ("GET", ["faults"]) => Json(new FaultList([.. faults.Pending.Select(FaultBody.Of)]), InspectionJson.Default.FaultList),
            ("DELETE", ["faults"]) => Do(faults.Clear),
            ("POST", ["reset"]) => Do(inspection.Reset),
            _ => Unknown("The inspection API has no such path and method; docs/emulator-fidelity.md lists what it has."),
        };
    }

    /// <summary>A page in a browser must not reach the API: not from its own origin, and not under a name of its own that resolves to this machine.</summary>
    private string? Refuse(AcsRequest request)
    {
        if (request.Headers.Origin.Count > 0 || request.Headers["Sec-Fetch-Site"] is [var site] && site is not "none" and not "same-origin")
        {
            return "The inspection API does not answer pages of other origins.";
        }

        return IsOurs(request.Host) ? null : "The inspection API answers under a loopback address only.";
    }

    private bool IsOurs(string host) =>
        Uri.TryCreate($"http://{host}/", UriKind.Absolute, out var uri)
        && (uri.Host == "localhost" || uri.Host.EndsWith(".localhost", StringComparison.Ordinal) || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)) || string.Equals(uri.Host, knownHost, StringComparison.OrdinalIgnoreCase));

    private AcsResponse Validate(AcsRequest request) =>
        RequestBody.TryRead(request, InspectionJson.Default.TokenBody, new TokenBody(null), out var body)
            ? Json(VerdictBody.Of(inspection.Validate(body.Token)), InspectionJson.Default.VerdictBody)
            : Bad("""The body must be {"token": "..."}.""");

    private AcsResponse Counts() => Json(
        Enum.GetValues<AcsOperation>()
            .Where(operation => inspection.CallsOf(operation).Calls > 0)
            .ToDictionary(operation => JsonNamingPolicy.CamelCase.ConvertName(operation.ToString()), inspection.CallsOf),
        InspectionJson.Default.DictionaryStringCallCount);

    private AcsResponse Plan(AcsRequest request)
    {
        if (!RequestBody.TryRead(request, InspectionJson.Default.FaultBody, new FaultBody(), out var body))
        {
            return Bad("The body is no fault; docs/emulator-fidelity.md shows some.");
        }

        if (body.Explain() is { } wrong)
        {
            return Bad(wrong);
        }

        body.AddTo(faults);
        return new AcsResponse(204);
    }

    private static AcsResponse Do(Action action)
    {
        action();
        return new AcsResponse(204);
    }

    private static AcsResponse Unknown(string message) => Answers.Error(new AcsErrorAnswer(404, "NotFound", message));

    private static AcsResponse Bad(string message) => Answers.Error(new AcsErrorAnswer(400, "BadRequest", message));

    private static AcsResponse Json<T>(T value, JsonTypeInfo<T> type) => Answers.Json(200, value, type);
}
