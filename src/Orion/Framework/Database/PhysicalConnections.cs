using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Npgsql;
using Npgsql.Internal;

namespace Orion.Framework.Database;

/// <summary>
/// The sockets of this process to the database, to be shut when the server hangs. The driver has no way to give up on a statement
/// without asking the server for it: cancelling opens another connection to it and waits there (Npgsql 10,
/// <c>NpgsqlConnector.PerformPostgresCancellation</c>). A socket that is shut ends the read that waits on it, and the driver takes
/// it for what it is, a lost connection.
/// </summary>
internal sealed class PhysicalConnections
{
    private readonly List<WeakReference<Socket>> open = [];

    /// <summary>Keeps the socket of each connection that a source will open.</summary>
    public NpgsqlDataSourceBuilder Watch(NpgsqlDataSourceBuilder source)
    {
        source.UsePhysicalConnectionInitializer(Keep, connection =>
        {
            Keep(connection);
            return Task.CompletedTask;
        });
        return source;
    }

    /// <summary>Shuts them all. Who waits on one, or uses one next, gets a transient <see cref="NpgsqlException"/>.</summary>
    public void Shut()
    {
        lock (open)
        {
            foreach (var one in open)
                if (one.TryGetTarget(out var socket))
                    Shut(socket);
            open.Clear();
        }
    }

    private static void Shut(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // It was closed meanwhile.
        }
    }

    private void Keep(NpgsqlConnection connection)
    {
        var socket = SocketOf(ConnectorOf(connection));
        lock (open)
        {
            open.RemoveAll(one => !one.TryGetTarget(out var other) || other.SafeHandle.IsClosed);
            open.Add(new(socket));
        }
    }

#pragma warning disable NPG9001 // Its type may change; see below.
    // The driver shows neither; a driver without these names fails at the first connection, not in an outage.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Connector")]
    private static extern NpgsqlConnector ConnectorOf(NpgsqlConnection connection);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_socket")]
    private static extern ref Socket SocketOf(NpgsqlConnector connector);
#pragma warning restore NPG9001
}
