using System.Text.Json;
using System.Text.Json.Serialization;

namespace AcsFunctions.AcsEmulator.InspectionApi;

internal sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
