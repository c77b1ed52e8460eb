using Microsoft.AspNetCore.Http;

namespace AcsFunctions.Local.Playground;

/// <summary>
/// What goes wrong under <c>/_local</c> is what the playground is for: the emulator that drops a call, storage that is cut off, a body
/// that makes no sense. It is an answer, and no unhandled exception in the developer's log.
/// </summary>
internal static class LocalFailures
{
    public static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer.
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            http.Response.StatusCode = (exception as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status502BadGateway;
            await http.Response.WriteAsJsonAsync(new { Error = new { Message = $"That did not work: {Sentence.FirstLineOf(exception.Message)}" } }, http.RequestAborted);
        }
    }
}
