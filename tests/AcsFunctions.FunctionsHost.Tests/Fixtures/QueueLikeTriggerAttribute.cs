namespace AcsFunctions.FunctionsHost.Tests.Fixtures;

/// <summary>A trigger that the host does not serve.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class QueueLikeTriggerAttribute : Attribute;
