using System.Text.Json;
using Azure.Core;

namespace Azure.Communication.Identity.Pipeline;

/// <summary>A call whose answer has a JSON body.</summary>
internal sealed record AnsweredOperation<T>(string Name, int Success, Func<HttpMessage> Request, Func<JsonElement, T> Read)
    : Operation(Name, Success, Request)
{
    public Response<T> Answer(Response response)
    {
        using var body = JsonDocument.Parse(response.Content);
        return Response.FromValue(Read(body.RootElement), response);
    }
}
