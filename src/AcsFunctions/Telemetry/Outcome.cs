using System.Collections.Frozen;
using System.Text.Json;
using AcsFunctions.Identities;

namespace AcsFunctions.Telemetry;

/// <summary>How operations and calls end, as the value of a tag: a closed list, so that no caller can make series.</summary>
internal static class Outcome
{
    public const string Ok = "ok";

    /// <summary>Recorded in the table, and not yet carried out at ACS.</summary>
    public const string Pending = "pending";

    /// <summary>The caller hung up or the host stopped.</summary>
    public const string Canceled = "canceled";

    /// <summary>An exception that nobody planned for.</summary>
    public const string Error = "error";

    private static readonly FrozenDictionary<RefusalReason, string> Reasons = Enum.GetValues<RefusalReason>().ToFrozenDictionary(reason => reason, Name);

    public static string Of<T>(Result<T, Refusal> answer)
        where T : notnull => answer switch
        {
            { Refusal: { } refusal } => Of(refusal.Reason),
            { Value: Completion.Pending } => Pending,
            _ => Ok,
        };

    public static string Of(RefusalReason reason) => Reasons[reason];

    /// <summary>Whether a refusal is the doing of this service or of what it stands on, and not of the caller.</summary>
    public static bool IsFailure(RefusalReason reason) => reason is
        RefusalReason.AcsThrottled or RefusalReason.AcsUnavailable or RefusalReason.AcsDenied or RefusalReason.IdentityMissingAtAcs
        or RefusalReason.IdentityNotOwned or RefusalReason.StoreUnavailable or RefusalReason.Contended or RefusalReason.TeamsNotConfigured
        or RefusalReason.IndexIncomplete;

    /// <summary>The name of an enumeration's value, in the spelling of problem codes.</summary>
    public static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum => value is RefusalReason.StoreUnavailable
            ? "storage_unavailable"
            : JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
