using System.Globalization;

namespace AcsFunctions.Worker.Http;

/// <summary>Instants as front-ends parse them: UTC, milliseconds, Z.</summary>
internal static class Iso8601
{
    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string? FormatOrNull(DateTimeOffset? instant) => instant is { } known ? Format(known) : null;
}
