using System.Net;
using System.Net.Sockets;

namespace AcsFunctions.Testing;

/// <summary>A wire on the loopback interface that can be cut: connections break at once, and new ones are closed until it is mended.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly HashSet<Socket> open = [];
    private readonly Lock gate = new();
    private readonly int target;
    private bool isCut;
    private bool cutsNext;
    private bool isDeaf;
    private bool halves;
    private TimeSpan delay;
    private TaskCompletionSource delayed = new();
    private Task accepting = Task.CompletedTask;

    private TcpProxy(int target) => this.target = target;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public static TcpProxy Start(int target)
    {
        var proxy = new TcpProxy(target);
        proxy.listener.Start();
        proxy.accepting = proxy.AcceptAsync();
        return proxy;
    }

    /// <summary>Breaks all connections, and every new one.</summary>
    public void Cut()
    {
        lock (gate)
        {
            isCut = true;
            BreakAll();
        }
    }

    /// <summary>Breaks all connections, and the next new one as soon as a request has come.</summary>
    public void CutOnce()
    {
        lock (gate)
        {
            cutsNext = true;
            BreakAll();
        }
    }

    /// <summary>Requests still arrive, answers no longer do: the connection breaks in their place.</summary>
    public void LoseAnswers()
    {
        lock (gate)
        {
            isDeaf = true;
        }
    }

    /// <summary>Answers arrive by half, then the connection breaks.</summary>
    public void HalveAnswers()
    {
        lock (gate)
        {
            halves = true;
        }
    }

    /// <summary>Whatever goes either way goes later.</summary>
    /// <returns>Ends when something waits.</returns>
    public Task Delay(TimeSpan delay)
    {
        lock (gate)
        {
            this.delay = delay;
            delayed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return delayed.Task;
        }
    }

    public void Mend()
    {
        lock (gate)
        {
            isCut = false;
            cutsNext = false;
            isDeaf = false;
            halves = false;
            delay = TimeSpan.Zero;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        Cut();
        await accepting;
        stop.Dispose();
        listener.Dispose();
    }

    private void BreakAll()
    {
        foreach (var socket in open)
        {
            socket.Dispose();
        }

        open.Clear();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                try
                {
                    _ = ServeAsync(await listener.AcceptSocketAsync(stop.Token));
                }
                catch (SocketException) when (!stop.IsCancellationRequested)
                {
                    // Whoever connected has gone again. The next one must not wait for ever.
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (TakeCut())
            {
                // Not at once: .NET's HTTP client takes a connection that is reset while it is made for a fault that no retry helps against.
                await client.ReceiveAsync(new byte[1], stop.Token);
                // A reset: after a mere end, it sends the request again by itself.
                client.LingerState = new LingerOption(true, 0);
                return;
            }

            if (!TryOpen(client, server))
            {
                return;
            }

            await server.ConnectAsync(IPAddress.Loopback, target, stop.Token);
            await Task.WhenAny(PumpAsync(client, server, isAnswer: false), PumpAsync(server, client, isAnswer: true));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The wire was cut, or one end hung up.
        }
        finally
        {
            client.Dispose();
            server.Dispose();
            lock (gate)
            {
                open.Remove(client);
                open.Remove(server);
            }
        }
    }

    private bool TakeCut()
    {
        lock (gate)
        {
            var cuts = cutsNext;
            cutsNext = false;
            return cuts;
        }
    }

    private bool TryOpen(Socket client, Socket server)
    {
        lock (gate)
        {
            if (isCut)
            {
                return false;
            }

            client.NoDelay = true;
            open.Add(client);
            open.Add(server);
            return true;
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isAnswer)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, stop.Token)) > 0)
            {
                TimeSpan delay;
                bool halves;
                lock (gate)
                {
                    if (isAnswer && isDeaf)
                    {
                        return;
                    }

                    halves = isAnswer && this.halves;
                    delay = this.delay;
                    if (delay > TimeSpan.Zero)
                    {
                        delayed.TrySetResult();
                    }
                }

                if (delay > TimeSpan.Zero)
                {
                    await Task.Delay(delay, TimeProvider.System, stop.Token);
                }

                await to.SendAsync(buffer.AsMemory(0, halves ? read / 2 : read), stop.Token);
                if (halves)
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The wire was cut, or one end hung up.
        }
    }
}
