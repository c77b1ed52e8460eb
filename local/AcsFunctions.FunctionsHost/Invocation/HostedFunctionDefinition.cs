using System.Collections.Immutable;
using AcsFunctions.FunctionsHost.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace AcsFunctions.FunctionsHost.Invocation;

internal sealed class HostedFunctionDefinition(DiscoveredFunction function) : FunctionDefinition
{
    public override ImmutableArray<FunctionParameter> Parameters { get; } =
        [.. function.Parameters.Select(parameter => new FunctionParameter(parameter.Name, parameter.Type))];

    public override string PathToAssembly => function.Method.Module.FullyQualifiedName;

    public override string EntryPoint => function.EntryPoint;

    public override string Id => function.Name;

    public override string Name => function.Name;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } = function.Parameters
        .Where(parameter => parameter.Source == ParameterSource.Trigger)
        .ToImmutableDictionary(parameter => parameter.Name, BindingMetadata (parameter) => new HostedBindingMetadata(
            parameter.Name, function.Trigger is FunctionTrigger.Http ? "httpTrigger" : "timerTrigger", BindingDirection.In));

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } = function.Trigger is FunctionTrigger.Http
        ? ImmutableDictionary<string, BindingMetadata>.Empty.Add("$return", new HostedBindingMetadata("$return", "http", BindingDirection.Out))
        : ImmutableDictionary<string, BindingMetadata>.Empty;
}
