namespace AcsFunctions.EndToEnd.Tests.Telemetry;

/// <summary>One measurement, with its tags as <c>name=value</c> in order.</summary>
internal sealed record Measurement(string Instrument, string Tags, double Value);
