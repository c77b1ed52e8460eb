using Xunit.Sdk;
using Xunit.v3;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>Leaves the order as it is, but for the contract, which looks back on all answers.</summary>
public sealed class ContractLast : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => collection.TestCollectionDisplayName == ContractCollection.Name)];
}
