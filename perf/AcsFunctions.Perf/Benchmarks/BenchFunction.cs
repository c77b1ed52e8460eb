using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;

namespace AcsFunctions.Perf.Benchmarks;

/// <summary>The function that is called, of which the record of who did it asks the name.</summary>
internal sealed class BenchFunction : FunctionDefinition
{
    public override ImmutableArray<FunctionParameter> Parameters => [];

    public override string PathToAssembly => "";

    public override string EntryPoint => "";

    public override string Id => "bench";

    public override string Name => "KeyedIssueUserToken";

    public override IImmutableDictionary<string, BindingMetadata> InputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;
}
