using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;

namespace AcsFunctions.FunctionsHost.Tests.Fixtures;

/// <summary>Reports the functions of these types only, so that each test runs its own; an app's own report is generated when it is built.</summary>
internal sealed class FunctionsOf(params Type[] types) : IFunctionMetadataProvider
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static;

    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    public Task<ImmutableArray<IFunctionMetadata>> GetFunctionMetadataAsync(string directory) => Task.FromResult<ImmutableArray<IFunctionMetadata>>(
        [.. from type in types
            from method in type.GetMethods(Declared)
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            select Describe(method, function.Name)]);

    private static DefaultFunctionMetadata Describe(MethodInfo method, string name) => new()
    {
        Name = name,
        Language = "dotnet-isolated",
        EntryPoint = $"{method.DeclaringType!.FullName}.{method.Name}",
        ScriptFile = Path.GetFileName(method.DeclaringType.Assembly.Location),
        RawBindings = [.. method.GetParameters().SelectMany(Bindings)],
    };

    private static IEnumerable<string> Bindings(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<HttpTriggerAttribute>() is { } http)
        {
            yield return Json(new { parameter.Name, Type = "httpTrigger", Direction = "In", AuthLevel = StatesLevel(parameter) ? http.AuthLevel.ToString() : null, http.Methods, http.Route });
            yield return Json(new { Name = "$return", Type = "http", Direction = "Out" });
        }
        else if (parameter.GetCustomAttribute<TimerTriggerAttribute>() is { } timer)
        {
            yield return Json(new { parameter.Name, Type = "timerTrigger", Direction = "In", timer.Schedule, timer.UseMonitor, timer.RunOnStartup });
        }
        else if (parameter.GetCustomAttribute<QueueLikeTriggerAttribute>() is not null)
        {
            yield return Json(new { parameter.Name, Type = "queueTrigger", Direction = "In" });
        }
    }

    // A trigger that states no level is reported without one.
    private static bool StatesLevel(ParameterInfo parameter) => parameter.GetCustomAttributesData()
        .First(data => data.AttributeType == typeof(HttpTriggerAttribute))
        .ConstructorArguments
        .Any(argument => argument.ArgumentType == typeof(AuthorizationLevel));

    private static string Json<T>(T binding) => JsonSerializer.Serialize(binding, CamelCase);
}
