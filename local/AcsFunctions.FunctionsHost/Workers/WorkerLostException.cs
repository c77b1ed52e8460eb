namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>The worker went away before it answered.</summary>
internal sealed class WorkerLostException() : Exception("The worker that ran the function has ended.");
