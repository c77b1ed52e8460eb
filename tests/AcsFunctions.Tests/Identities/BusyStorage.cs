using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Tests.Identities;

/// <summary>A front of a table service that answers some requests as a partition does that is asked too much, and passes on the others.</summary>
internal sealed class BusyStorage : IAsyncDisposable
{
    private readonly WebApplication front;
    private readonly HttpClient http = new();
    private readonly Uri behind;
    private int requests;

    private BusyStorage(Uri behind)
    {
        this.behind = behind;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        front = builder.Build();
        front.Urls.Add("http://127.0.0.1:0");
        front.Run(AnswerAsync);
    }

    /// <summary>Which requests are refused, by their number from 1.</summary>
    public Func<int, bool> IsBusy { get; set; } = _ => false;

    /// <summary>Which requests are carried out and then refused all the same, by their number from 1.</summary>
    public Func<int, bool> LosesAnswer { get; set; } = _ => false;

    /// <summary>Which requests get no answer, but the end of their connection.</summary>
    public Func<CancellationToken, Task<bool>> BreaksOff { get; set; } = _ => Task.FromResult(false);

    public int Requests => requests;

    public int Refused { get; private set; }

    public string ConnectionStringOf(string connectionString) =>
        connectionString.Replace(behind.GetLeftPart(UriPartial.Authority), front.Urls.Single(), StringComparison.Ordinal);

    public static async Task<BusyStorage> StartAsync(Uri behind, CancellationToken cancellationToken)
    {
        var storage = new BusyStorage(behind);
        await storage.front.StartAsync(cancellationToken);
        return storage;
    }

    public async ValueTask DisposeAsync()
    {
        await front.DisposeAsync();
        http.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref requests);
        if (await BreaksOff(context.RequestAborted))
        {
            context.Abort();
            return;
        }

        if (IsBusy(number))
        {
            await RefuseAsync(context);
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(behind, context.Features.Get<IHttpRequestFeature>()!.RawTarget));
        if (context.Request.ContentLength is > 0 || context.Request.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
        }

        foreach (var (name, values) in context.Request.Headers.Where(header => header.Key is not ("Host" or "Transfer-Encoding")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        using var answer = await http.SendAsync(request, context.RequestAborted);
        if (LosesAnswer(number))
        {
            await RefuseAsync(context);
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not "Transfer-Encoding"))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        if (answer.StatusCode != HttpStatusCode.NoContent)
        {
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    private async Task RefuseAsync(HttpContext context)
    {
        Refused++;
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"odata.error":{"code":"ServerBusy","message":{"lang":"en-US","value":"Busy."}}}""", context.RequestAborted);
    }
}
