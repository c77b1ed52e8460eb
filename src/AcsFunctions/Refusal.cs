namespace AcsFunctions;

/// <summary>An expected "no": what it is, and when it makes sense to ask again.</summary>
/// <param name="Reason">Which refusal.</param>
/// <param name="Detail">For the caller to read; never text from upstream. Null where the reason says it all.</param>
/// <param name="RetryAfter">How long to wait, where the dependency said so.</param>
public sealed record Refusal(RefusalReason Reason, string? Detail = null, TimeSpan? RetryAfter = null);
