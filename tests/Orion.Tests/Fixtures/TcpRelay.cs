using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Orion.Tests.Fixtures;

/// <summary>
/// A line to a server that a test can cut and mend: cut, it refuses connections, as a stopped server does; frozen, it takes
/// connections and keeps the open ones, and nothing is answered, as by a server that hangs.
/// </summary>
public sealed class TcpRelay : IAsyncDisposable
{
    private readonly IPEndPoint target;
    private readonly ConcurrentBag<Socket> open = [];
    private readonly List<Task> pumps = [];
    private Socket? listener;
    private volatile TaskCompletionSource? frozen;

    public TcpRelay(int targetPort)
    {
        target = new IPEndPoint(IPAddress.Loopback, targetPort);
        listener = Listen(0);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    /// <summary>The port to connect to instead of the server's.</summary>
    public int Port { get; }

    /// <summary>Breaks every connection and refuses new ones.</summary>
    public void Cut()
    {
        listener?.Dispose();
        listener = null;
        while (open.TryTake(out var socket)) socket.Dispose();
    }

    /// <summary>Takes connections again.</summary>
    public void Mend() => listener = Listen(Port);

    /// <summary>From now on nothing passes, until <see cref="Thaw"/>.</summary>
    public void Freeze() => frozen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was sent meanwhile passes now.</summary>
    public void Thaw()
    {
        var held = frozen;
        frozen = null;
        held?.SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        Thaw();
        Cut();
        Task[] rest;
        lock (pumps) rest = [.. pumps];
        await Task.WhenAll(rest);
    }

    private Socket Listen(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        socket.Listen(100);
        Keep(AcceptAsync(socket));
        return socket;
    }

    private async Task AcceptAsync(Socket from)
    {
        try
        {
            while (true)
            {
                var near = await from.AcceptAsync();
                var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                near.NoDelay = true;
                await far.ConnectAsync(target);
                open.Add(near);
                open.Add(far);
                Keep(PumpAsync(near, far));
                Keep(PumpAsync(far, near));
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer.AsMemory())) > 0)
            {
                if (frozen is { } held) await held.Task;
                await to.SendAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // Cut, or one of the two has gone.
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }

    private void Keep(Task pump)
    {
        lock (pumps) pumps.Add(pump);
    }
}
