using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.AcsEmulator.Tests.Support;

internal static class Clock
{
    /// <summary>Stands still, at a time that is no whole second, so that rounding shows.</summary>
    public static FakeTimeProvider Create() => new(new DateTimeOffset(2026, 11, 23, 8, 30, 15, 250, TimeSpan.Zero));
}
