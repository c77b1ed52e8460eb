using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AcsFunctions.FunctionsHost.Admin;

internal static class AdminInvocation
{
    /// <summary>A JSON object, whatever it says: no timer has an input. Nothing, null and what is no object start nothing.</summary>
    public static async Task<bool> IsPresentAsync(HttpRequest request)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
