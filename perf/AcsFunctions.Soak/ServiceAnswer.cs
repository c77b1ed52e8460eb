using System.Net;

namespace AcsFunctions.Soak;

/// <summary>What the service answered, as far as it is judged.</summary>
internal sealed record ServiceAnswer(HttpStatusCode Status, string? Identity, string? Token)
{
    /// <summary>Nobody listens just now: nothing was asked.</summary>
    public static ServiceAnswer NotReached { get; } = new(0, null, null);
}
