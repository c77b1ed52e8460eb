using AcsFunctions.FunctionsHost.Protocol;

namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>A call that a worker has.</summary>
internal sealed record SentInvocation(string Id, Task<InvocationResponse> Answer, WorkerChannel Channel, WorkerSlot Slot)
{
    public void Cancel() => Channel.Cancel(Id);

    /// <summary>Ends the worker that does not come back from it.</summary>
    public void GiveUpWorker() => Slot.Replace(Channel);
}
