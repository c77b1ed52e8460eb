using AcsFunctions.AcsEmulator;
using AcsFunctions.Perf.Serving;
using AcsFunctions.Perf.Stack;

namespace AcsFunctions.Perf.Scenarios;

/// <summary>What the functions used up to a moment.</summary>
internal sealed record Usage(Counters Functions, long AcsCalls, long TableCalls)
{
    public static async Task<Usage> ReadAsync(PerfStack stack, CancellationToken cancellationToken)
    {
        var functions = await stack.Server.ReadCountersAsync(cancellationToken);
        return new(functions, Calls(stack.Acs) + Calls(stack.AcsWithQuotas), functions.UpstreamTo(stack.Tables.Endpoint.Port));
    }

    private static long Calls(AcsIdentityEmulator acs) =>
        acs.Inspection.CallsOf(AcsOperation.IssueAccessToken).Calls + acs.Inspection.CallsOf(AcsOperation.CreateIdentity).Calls;
}
