using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AcsFunctions.AcsEmulator.Protocol;

[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(IdentityAndTokenBody))]
[JsonSerializable(typeof(AccessTokenBody))]
[JsonSerializable(typeof(IdentityBody))]
[JsonSerializable(typeof(CreateIdentityBody))]
[JsonSerializable(typeof(IssueTokenBody))]
[JsonSerializable(typeof(IdentityTokenBody))]
[JsonSerializable(typeof(UpdateIdentityBody))]
[JsonSerializable(typeof(TeamsExchangeBody))]
[JsonSerializable(typeof(Assignment))]
[JsonSerializable(typeof(AssignmentList))]
[JsonSerializable(typeof(AssignmentBody))]
[JsonSerializable(typeof(Dictionary<string, AssignmentBody?>))]
internal sealed partial class AcsJson : JsonSerializerContext
{
    /// <summary>The wire's own habits: camelCase, no nulls, plus signs as they are, names read in any casing.</summary>
    public static AcsJson Wire { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
