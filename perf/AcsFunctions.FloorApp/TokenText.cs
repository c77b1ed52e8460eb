using System.Text;
using Azure.Core;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FloorApp;

/// <summary>A token as an answer, with the least that can be written.</summary>
internal static class TokenText
{
    public static async Task<HttpResponseData> WriteAsync(HttpResponseData response, AccessToken token, CancellationToken cancellationToken)
    {
        response.Headers.Add("Content-Type", "application/json; charset=utf-8");
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes($$"""{"token":"{{token.Token}}","expiresOn":"{{token.ExpiresOn:O}}"}"""), cancellationToken);
        return response;
    }
}
