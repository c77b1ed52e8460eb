using System.Reflection;

namespace AcsFunctions.Clients.Tests.Generated;

/// <summary>A method of a generated client, called by its name: what an operation without a body needs, so that none has to be written for it.</summary>
internal static class MethodByName
{
    public static Task CallAsync(object target, string name, string userId, CancellationToken cancellationToken)
    {
        var method = target.GetType().GetMethods().SingleOrDefault(method => method.Name == name && method.GetParameters().LastOrDefault()?.ParameterType == typeof(CancellationToken));
        Assert.True(method is not null, $"{target.GetType()} has no method {name}.");
        return (Task)method.Invoke(target, [.. method.GetParameters().Select(Argument)])!;

        object? Argument(ParameterInfo parameter) => parameter switch
        {
            _ when parameter.ParameterType == typeof(CancellationToken) => cancellationToken,
            _ when parameter.ParameterType == typeof(string) => userId,
            { HasDefaultValue: true } => null,
            _ => throw new InvalidOperationException($"{name} takes {parameter.Name}: {nameof(IContractClient)} and its clients need a method that gives it."),
        };
    }
}
