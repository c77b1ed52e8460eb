using System.Net;
using System.Text;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FunctionsHost.Tests.Fixtures;

internal static class Answers
{
    public static HttpResponseData Text(this HttpRequestData request, string text, HttpStatusCode status = HttpStatusCode.OK)
    {
        var response = request.CreateResponse(status);
        response.Body.Write(Encoding.UTF8.GetBytes(text));
        return response;
    }
}
