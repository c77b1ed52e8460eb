using System.Text.Json;
using AcsFunctions.FunctionsHost.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace AcsFunctions.FunctionsHost.Http;

/// <summary>
/// What a request gives a function to bind: query, then route values, then all of <c>Query</c> and <c>Headers</c> as JSON. A key in
/// the query is left out. azure-webjobs-sdk-extensions src/WebJobs.Extensions.Http/HttpTriggerAttributeBindingProvider.cs.
/// </summary>
internal static class HttpBindingData
{
    public static IReadOnlyDictionary<string, string?> Of(HttpRequest request, IReadOnlyDictionary<string, string?> route)
    {
        var query = request.Query
            .Where(pair => !string.Equals(pair.Key, KeyRing.QueryName, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var data = query.ToDictionary(pair => pair.Key, string? (pair) => pair.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in route)
        {
            data[name] = value;
        }

        data.TryAdd("Query", JsonSerializer.Serialize(query));
        data.TryAdd("Headers", JsonSerializer.Serialize(request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString())));
        return data;
    }

    /// <summary>Optional parameters that the path left out are present, and null.</summary>
    public static IReadOnlyDictionary<string, string?> RouteValues(RouteData route)
    {
        var values = route.Values.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString(), StringComparer.OrdinalIgnoreCase);
        foreach (TemplatePart parameter in route.Routers.OfType<Route>().SelectMany(matched => matched.ParsedTemplate.Parameters))
        {
            values.TryAdd(parameter.Name!, null);
        }

        return values;
    }
}
