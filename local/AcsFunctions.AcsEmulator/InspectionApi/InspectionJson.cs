using System.Text.Json.Serialization;

namespace AcsFunctions.AcsEmulator.InspectionApi;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(CamelCaseEnum<AcsOperation>), typeof(CamelCaseEnum<FaultName>), typeof(CamelCaseEnum<TokenRefusal>)])]
[JsonSerializable(typeof(IdentityList))]
[JsonSerializable(typeof(EmulatedIdentity))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(VerdictBody))]
[JsonSerializable(typeof(FaultBody))]
[JsonSerializable(typeof(FaultList))]
[JsonSerializable(typeof(Dictionary<string, CallCount>))]
internal sealed partial class InspectionJson : JsonSerializerContext;
