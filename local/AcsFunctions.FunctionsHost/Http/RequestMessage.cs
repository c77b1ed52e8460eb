using AcsFunctions.FunctionsHost.Protocol;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace AcsFunctions.FunctionsHost.Http;

/// <summary>A request as it reaches a worker: azure-functions-host src/WebJobs.Script.Grpc/MessageExtensions/GrpcMessageConversionExtensions.cs.</summary>
internal static class RequestMessage
{
    public static async Task<TypedData> ReadAsync(HttpRequest request, IReadOnlyDictionary<string, string?> route, CancellationToken cancellationToken)
    {
        var http = new RpcHttp
        {
            Method = request.Method,
            Url = $"{request.Scheme}://{request.Host}{request.Path}{request.QueryString}",
        };
        foreach (var (name, value) in request.Headers)
        {
            // Lower-cased, and several values made one: StringValues joins them with commas.
            http.NullableHeaders[name.ToLowerInvariant()] = new NullableString { Value = value.ToString() };
        }

        foreach (var (name, value) in request.Query)
        {
            http.NullableQuery[name] = new NullableString { Value = value.ToString() };
        }

        foreach (var (name, value) in route)
        {
            http.NullableParams[name] = value is null ? new NullableString() : new NullableString { Value = value };
        }

        if (await RequestBody.ReadAsync(request, cancellationToken) is { } body)
        {
            http.Body = new TypedData { Bytes = UnsafeByteOperations.UnsafeWrap(body) };
        }

        return new TypedData { Http = http };
    }
}
