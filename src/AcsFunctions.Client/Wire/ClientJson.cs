using System.Text.Json.Serialization;

namespace AcsFunctions.Client.Wire;

/// <summary>Everything that goes over the wire. A member that is new in an answer is passed over.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AdoptBody))]
[JsonSerializable(typeof(CleanUpBody))]
[JsonSerializable(typeof(ExportBody))]
[JsonSerializable(typeof(GuestBody))]
[JsonSerializable(typeof(GuestRequestBody))]
[JsonSerializable(typeof(IdentityBody))]
[JsonSerializable(typeof(ImportBody))]
[JsonSerializable(typeof(ImportedBody))]
[JsonSerializable(typeof(JobBody))]
[JsonSerializable(typeof(LookUpBody))]
[JsonSerializable(typeof(LookedUpBody))]
[JsonSerializable(typeof(OwnerBody))]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(TeamsExchangeBody))]
[JsonSerializable(typeof(TeamsTokenBody))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(TokenRequestBody))]
[JsonSerializable(typeof(WindDownBody))]
internal sealed partial class ClientJson : JsonSerializerContext;
