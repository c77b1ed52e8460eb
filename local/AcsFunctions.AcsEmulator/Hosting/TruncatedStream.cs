namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>A response body whose connection breaks at its end.</summary>
internal sealed class TruncatedStream(byte[] sent) : MemoryStream(sent, writable: false)
{
    // The base class brings every other way to read down to these.
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = base.Read(buffer, offset, count);
        return read == 0 && count > 0 ? throw Ended() : read;
    }

    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        await base.CopyToAsync(destination, bufferSize, cancellationToken);
        throw Ended();
    }

    private static HttpIOException Ended() => new(HttpRequestError.ResponseEnded, "The response ended prematurely.");
}
