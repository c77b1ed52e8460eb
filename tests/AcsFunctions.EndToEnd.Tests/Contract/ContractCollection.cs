using AcsFunctions.EndToEnd.Tests.Contract;

[assembly: TestCollectionOrderer(typeof(ContractLast))]

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>Collections that may not run beside others run after them, and <see cref="ContractLast"/> puts this one at their end.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ContractCollection
{
    public const string Name = "Contract";
}
