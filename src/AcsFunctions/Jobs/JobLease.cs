using Azure;

namespace AcsFunctions.Jobs;

/// <summary>The right to sweep the table alone, for as long as it lasts. A holder that is cut off loses it by the clock.</summary>
public sealed record JobLease(ETag ETag);
