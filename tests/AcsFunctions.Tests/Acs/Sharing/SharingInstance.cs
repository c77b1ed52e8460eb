using AcsFunctions.Acs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Tests.Acs.Sharing;

/// <summary>What the app does: takes its share by the rows of the other instances, and waits as long as ACS says.</summary>
internal sealed class SharingInstance(IQuotaBoard board, int quota, TimeSpan window, TimeProvider clock) : IInstance
{
    private readonly SharedQuotas quotas = new(
        board, Options.Create(new AcsQuotaOptions { Tokens = quota, Window = window }), clock, NullLogger<SharedQuotas>.Instance);

    public bool TryTakeTurn(TimeSpan patience, out TimeSpan wait) => quotas.TryTakeTurn(QuotaKind.Tokens, patience, out wait);

    public void Refused(TimeSpan? retryAfter) => quotas.Hold(QuotaKind.Tokens, retryAfter ?? TimeSpan.FromSeconds(1));

    public void Dispose() => quotas.Dispose();
}
