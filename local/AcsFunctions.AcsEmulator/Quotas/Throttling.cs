namespace AcsFunctions.AcsEmulator.Quotas;

/// <param name="RetryAfter">Until the window ends; null where Retry-After is switched off.</param>
internal sealed record Throttling(TimeSpan? RetryAfter);
