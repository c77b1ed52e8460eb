using System.Net;
using System.Net.Sockets;

namespace AcsFunctions.Testing;

/// <summary>A wire on the loopback interface that can be cut: connections break at once, and new ones are closed until it is mended.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<Socket> _open = [];
    private readonly Lock _gate = new();
    private readonly int _target;
    private bool _isCut;
    private bool _isDeaf;
    private bool _halves;
    private TimeSpan _delay;
    private Task _accepting = Task.CompletedTask;

    private TcpProxy(int target) => _target = target;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static TcpProxy Start(int target)
    {
        var proxy = new TcpProxy(target);
        proxy._listener.Start();
        proxy._accepting = proxy.AcceptAsync();
        return proxy;
    }

    /// <summary>Breaks all connections, and every new one.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _isCut = true;
            foreach (var socket in _open)
            {
                socket.Dispose();
            }

            _open.Clear();
        }
    }

    /// <summary>Requests still arrive, answers no longer do: the connection breaks in their place.</summary>
    public void LoseAnswers()
    {
        lock (_gate)
        {
            _isDeaf = true;
        }
    }

    /// <summary>Answers arrive by half, then the connection breaks.</summary>
    public void HalveAnswers()
    {
        lock (_gate)
        {
            _halves = true;
        }
    }

    /// <summary>Whatever goes either way goes later.</summary>
    public void Delay(TimeSpan delay)
    {
        lock (_gate)
        {
            _delay = delay;
        }
    }

    public void Mend()
    {
        lock (_gate)
        {
            _isCut = false;
            _isDeaf = false;
            _halves = false;
            _delay = TimeSpan.Zero;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                _ = ServeAsync(client);
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
            if (!TryOpen(client, server))
            {
                return;
            }

            await server.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
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
            lock (_gate)
            {
                _open.Remove(client);
                _open.Remove(server);
            }
        }
    }

    private bool TryOpen(Socket client, Socket server)
    {
        lock (_gate)
        {
            if (_isCut)
            {
                client.Dispose();
                server.Dispose();
                return false;
            }

            client.NoDelay = true;
            _open.Add(client);
            _open.Add(server);
            return true;
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isAnswer)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, _stop.Token)) > 0)
            {
                TimeSpan delay;
                bool halves;
                lock (_gate)
                {
                    if (isAnswer && _isDeaf)
                    {
                        return;
                    }

                    halves = isAnswer && _halves;
                    delay = _delay;
                }

                if (delay > TimeSpan.Zero)
                {
                    await Task.Delay(delay, TimeProvider.System, _stop.Token);
                }

                await to.SendAsync(buffer.AsMemory(0, halves ? read / 2 : read), _stop.Token);
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
