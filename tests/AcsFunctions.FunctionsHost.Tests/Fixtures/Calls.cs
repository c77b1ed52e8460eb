using System.Threading.Channels;

namespace AcsFunctions.FunctionsHost.Tests.Fixtures;

/// <summary>What functions report, for tests to wait on; a singleton of the fixture app.</summary>
internal sealed class Calls
{
    private readonly Channel<object> reported = Channel.CreateUnbounded<object>();

    public int Waiting => reported.Reader.Count;

    public void Report(object what) => reported.Writer.TryWrite(what);

    public async Task<T> NextAsync<T>() =>
        (T)await reported.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
}
