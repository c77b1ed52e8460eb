using System.Globalization;
using AcsFunctions.Acs;
using AcsFunctions.Identities;

namespace AcsFunctions.Tests.Acs.Sharing;

/// <summary>A board that answers at once, or not at all.</summary>
internal sealed class MemoryQuotaBoard : IQuotaBoard
{
    private readonly Dictionary<string, QuotaDemand> rows = [];
    private int writes;

    public IReadOnlyDictionary<string, QuotaDemand> Rows => rows;

    public bool IsDown { get; set; }

    public int Looks { get; private set; }

    public void Write(string instance, IReadOnlyList<int> calls) =>
        rows[instance] = new(instance, (++writes).ToString(CultureInfo.InvariantCulture), calls);

    public Task<IReadOnlyList<QuotaDemand>> ExchangeAsync(string instance, IReadOnlyList<int> calls, CancellationToken cancellationToken)
    {
        Looks++;
        if (IsDown)
        {
            return Task.FromException<IReadOnlyList<QuotaDemand>>(new IdentityStoreException("The board is down."));
        }

        Write(instance, calls);
        return Task.FromResult<IReadOnlyList<QuotaDemand>>([.. rows.Values]);
    }

    public Task RemoveAsync(QuotaDemand left, CancellationToken cancellationToken)
    {
        if (rows.TryGetValue(left.Instance, out var row) && row.Version == left.Version)
        {
            rows.Remove(left.Instance);
        }

        return Task.CompletedTask;
    }
}
