namespace AcsFunctions.Acs;

/// <summary>Where the instances that share a resource tell each other what they ask of its quotas.</summary>
public interface IQuotaBoard
{
    /// <summary>Writes what an instance asks for, over what it wrote before, and reads what all do, itself included.</summary>
    /// <exception cref="Identities.IdentityStoreException">Storage gave no answer; it may have been written.</exception>
    Task<IReadOnlyList<QuotaDemand>> ExchangeAsync(string instance, IReadOnlyList<int> calls, CancellationToken cancellationToken);

    /// <summary>Removes what an instance that is gone left behind, unless it has been written since. Whether that succeeds does not matter.</summary>
    Task RemoveAsync(QuotaDemand left, CancellationToken cancellationToken);
}
