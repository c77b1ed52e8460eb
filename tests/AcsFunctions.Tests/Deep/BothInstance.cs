using AcsFunctions.Acs;
using AcsFunctions.Tests.Acs.Sharing;

namespace AcsFunctions.Tests.Deep;

/// <summary>A share by the rows of the other instances, and within it a limit that learns from refusals.</summary>
internal sealed class BothInstance(IQuotaBoard board, int quota, TimeSpan window, TimeProvider clock) : IInstance
{
    private readonly SharingInstance share = new(board, quota, window, clock);
    private readonly FeedbackInstance feedback = new(quota, window, clock);

    public bool TryTakeTurn(TimeSpan patience, out TimeSpan wait) =>
        feedback.TryTakeTurn(patience, out wait) && share.TryTakeTurn(patience, out wait);

    public void Refused(TimeSpan? retryAfter)
    {
        feedback.Refused(retryAfter);
        share.Refused(retryAfter);
    }

    public void Dispose() => share.Dispose();
}
