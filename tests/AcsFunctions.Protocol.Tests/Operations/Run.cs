using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Exchange;
using AcsFunctions.Protocol.Tests.Mutations;

namespace AcsFunctions.Protocol.Tests.Operations;

/// <summary>An operation that is under way: held at its next call, or over.</summary>
internal sealed class Run
{
    private readonly Pump pump = new();
    private readonly Script script;
    private readonly Task<Outcome> running;

    /// <param name="operation">Which.</param>
    /// <param name="replies">Those it has at once.</param>
    /// <param name="mutation">The piece of the protocol that is missing, or none.</param>
    /// <param name="seesIndex">Whether calls about index rows are steps.</param>
    public Run(Operation operation, IReadOnlyList<Reply> replies, Mutation mutation, bool seesIndex)
    {
        script = new(replies);
        running = pump.Run(() => operation.RunAsync(script, mutation, seesIndex));
    }

    public bool IsOver => running.IsCompleted;

    public Ask? HeldAt => script.HeldAt;

    /// <summary>Whether one more reply does what it would have done from the beginning.</summary>
    public bool CanGoOn => !IsOver && script.CanGoOn;

    public void GoOn(Reply reply) => pump.Run(() =>
    {
        script.Answer(reply);
        return running;
    });

    public async Task<Outcome> OutcomeAsync()
    {
        try
        {
            return await running;
        }
        catch (IdentityStoreException)
        {
            // A part of clean-up that could not read its rows, or retire one: the run goes on without it.
            return new(OutcomeKind.Refused);
        }
    }
}
