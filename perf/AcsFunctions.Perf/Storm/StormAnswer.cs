using System.Net;

namespace AcsFunctions.Perf.Storm;

/// <summary>How a user's question was answered, and when to come back where that was said.</summary>
internal sealed record StormAnswer(HttpStatusCode Status, TimeSpan? RetryAfter);
