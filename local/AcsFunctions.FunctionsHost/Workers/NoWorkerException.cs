namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>No worker became ready in time, or the host stops.</summary>
internal sealed class NoWorkerException() : Exception("No worker is ready.");
