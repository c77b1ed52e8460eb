namespace AcsFunctions.AcsEmulator.Protocol;

/// <summary>What the service answers.</summary>
internal sealed record AcsResponse(int Status, ReadOnlyMemory<byte> Body = default)
{
    public bool Succeeded => Status < 400;

    public string ContentType { get; init; } = Status < 400 ? "application/json; charset=utf-8" : "application/json";

    /// <summary>The api-supported-versions header; null sends none, as on refusals before the operation.</summary>
    public string? SupportedVersions { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public string? Allow { get; init; }

    /// <summary>The identity that was made, for the log.</summary>
    public string? Subject { get; init; }

    /// <summary>For the person who reads the log and the x-emulator-reason header. Holds no secret.</summary>
    public string? Reason { get; init; }
}
