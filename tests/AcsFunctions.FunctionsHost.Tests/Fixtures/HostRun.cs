using AcsFunctions.Testing.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace AcsFunctions.FunctionsHost.Tests.Fixtures;

/// <summary>A running host, a client for it, and what it logged, its worker's lines included.</summary>
internal sealed class HostRun : IAsyncDisposable
{
    private readonly InProcessWorkerLauncher worker;

    private HostRun(LocalFunctionsHost host, InProcessWorkerLauncher worker, LogLines logs)
    {
        this.worker = worker;
        Host = host;
        Logs = logs;
        Client = new HttpClient { BaseAddress = host.BaseAddress };
    }

    public LocalFunctionsHost Host { get; }

    public HttpClient Client { get; }

    public LogLines Logs { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<HostRun> StartAsync(params Type[] functions) => await StartAsync(new HostSetup(functions));

    public static async Task<HostRun> StartAsync(HostSetup setup)
    {
        var logs = new LogLines();
        // host.json is read at the start only.
        using var folder = new TemporaryFolder();
        var worker = setup.Worker();
        var host = await LocalFunctionsHost.StartAsync(setup.Options(worker, logs, folder), Cancellation);
        return new HostRun(host, worker, logs);
    }

    public T Service<T>()
        where T : notnull => worker.Services.GetRequiredService<T>();

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

    public async Task<string> GetStringAsync(string path)
    {
        using var response = await GetAsync(path);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)}".TrimEnd();
    }

    public async Task<string> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request, Cancellation);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)}".TrimEnd();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }
}
