using System.Globalization;

namespace AcsFunctions.AcsEmulator.Protocol;

internal static class Timestamp
{
    /// <summary>As the service writes times: seven fractional digits and the offset.</summary>
    public static string ToWire(this DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);
}
