namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>A response body whose connection breaks at its end.</summary>
internal sealed class TruncatedStream(byte[] sent) : MemoryStream(sent, writable: false)
{
    public override int Read(Span<byte> buffer) => base.Read(buffer) is var read && read == 0 && buffer.Length > 0 ? throw Ended() : read;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        return Read(buffer.Span);
    }

    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        await base.CopyToAsync(destination, bufferSize, cancellationToken);
        throw Ended();
    }

    private static HttpIOException Ended() => new(HttpRequestError.ResponseEnded, "The response ended prematurely.");
}
