using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Orion.Framework.Database.Embedded;

/// <summary>
/// A PostgreSQL server that comes with the app: on a loopback port of its own, started with it and stopped with it. A
/// second process on the same data folder shares the running server.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan AdoptionPatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(500);

    private readonly DataFolder _folder;
    private readonly PlatformPackage _package;
    private readonly RunAs _user;
    private readonly bool _durable;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _leaving = new();
    private Task _keeping = Task.CompletedTask;
    private FolderLock? _lock;
    private ServerProcess? _server;
    private Watchdog? _watchdog;
    private int _port;
    private bool _isDisposed;

    private EmbeddedPostgres(DataFolder folder, PlatformPackage package, RunAs user, bool durable, ILogger logger)
    {
        _folder = folder;
        _package = package;
        _user = user;
        _durable = durable;
        _logger = logger;
    }

    /// <summary>Connects as the superuser <c>postgres</c> to the database <c>postgres</c>.</summary>
    public string AdminConnectionString { get; private set; } = "";

    /// <summary>What is wrong with the server, in words for anyone, or null; known only after <see cref="KeepRunning"/>.</summary>
    public string? Trouble { get; private set; }

    /// <summary>
    /// The folder in use. It isn't the wanted one where the process runs as root and PostgreSQL's user can't reach
    /// that.
    /// </summary>
    public string DataFolder => _folder.Path;

    /// <summary>True when another process (or another instance in this one) owns the server and will stop it.</summary>
    public bool IsAdopted => _server is null;

    /// <summary>The folder of this platform's binaries below a <c>node_modules</c>; it need not exist yet.</summary>
    /// <exception cref="EmbeddedPostgresException">There are no binaries for this platform.</exception>
    public static string NativeFolderFor(string nodeModulesFolder) =>
        PlatformPackage.NativeFolderFor(nodeModulesFolder);

    /// <summary>Starts the server of a data folder, or joins the one that a live process runs there.</summary>
    /// <exception cref="EmbeddedPostgresException">It can't run; the message says what to do.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is left running.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions options, ILogger logger, CancellationToken stop)
    {
        var package = PlatformPackage.Open(options.NativeFolder);
        var user = RunAs.Detect();
        var folder = await Embedded.DataFolder.OpenAsync(options.DataFolder, user, logger, stop);
        var postgres = new EmbeddedPostgres(folder, package, user, options.Durable, logger);
        try
        {
            var since = Stopwatch.StartNew();
            do
            {
                if (await postgres.TryRunAsync(stop) || await postgres.TryAdoptAsync(stop))
                {
                    return postgres;
                }

                await Task.Delay(50, stop);
            }
            while (since.Elapsed < AdoptionPatience);

            throw new EmbeddedPostgresException(
                $"Another process holds '{folder.Lock}', and its server didn't get ready in "
                + $"{AdoptionPatience.TotalSeconds:0} s. End that process, or choose another data folder.");
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// From now on a server that ends is started again on the same port, by whichever process of the folder lives: the one
    /// that ran it, or one that shared it and outlived that.
    /// </summary>
    public void KeepRunning() => _keeping = KeepRunningAsync(_leaving.Token);

    /// <summary>Stops the server if it is ours. An adopted one keeps running.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _leaving.CancelAsync();
        await _keeping;
        _leaving.Dispose();
        if (_server is { } server)
        {
            _server = null;
            ServerOwner.Withdraw(_folder);
            await server.StopAsync(CancellationToken.None);
        }

        _watchdog?.Dispose();
        _watchdog = null;
        _lock?.Dispose();
        _lock = null;
    }

    private async Task KeepRunningAsync(CancellationToken stop)
    {
        var missed = 0;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Round, stop);
                if (await IsRunningAsync(stop))
                {
                    missed = 0;
                    Trouble = null;
                    continue;
                }

                // One look can fail by itself, and what follows would stop a server that runs.
                if (++missed < 2)
                {
                    continue;
                }

                if (Trouble is null)
                {
                    _logger.ServerEnded(_folder.Path);
                }

                Trouble = "The embedded server has ended. It is being started again.";
                if (await TryRunAsync(stop) || await TryAdoptAsync(stop))
                {
                    Trouble = null;
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Trouble = "The embedded server has ended and can't be started again. The log says why.";
                _logger.RestartFailed(e, _folder.Path);
            }
        }
    }

    private async Task<bool> IsRunningAsync(CancellationToken stop) => _server is null
        ? ServerOwner.Read(_folder) is not null
        : PostmasterFile.ReadProcessId(_folder.Cluster) is { } process
            && await PostmasterFile.IsServerAsync(process, _folder.Cluster, stop);

    /// <summary>Runs the server, unless another process has the right to.</summary>
    private async Task<bool> TryRunAsync(CancellationToken stop)
    {
        _lock ??= FolderLock.TryTake(_folder.Lock);
        if (_lock is null)
        {
            return false;
        }

        var since = Stopwatch.StartNew();
        ServerOwner.Withdraw(_folder);
        var native = await SharedBinaries.PrepareAsync(_package, _user, _logger, stop);
        var password = await _folder.PasswordAsync(stop);
        await new Cluster(_folder, _package, native, _user).EnsureAsync(password, _logger, stop);
        _watchdog?.Dispose();
        _watchdog = null;
        _server = new ServerProcess(_folder, native, _user, _durable, _logger);
        await _server.ClearAsync(stop);
        // Who knows a port goes on asking there: pools of this process, and those of others that shared the server.
        _port = await _server.StartAsync(_port != 0 ? _port : await _folder.PortAsync(stop), mustKeep: _port != 0, stop);
        if (PostmasterFile.ReadProcessId(_folder.Cluster) is { } process)
        {
            _watchdog = Watchdog.Start(process);
        }

        AdminConnectionString = Connect(_port, password);
        await _folder.KeepPortAsync(_port, stop);
        await ServerOwner.AnnounceAsync(_folder, _port, stop);
        _logger.ServerStarted(_package.Version, _port, since.ElapsedMilliseconds, _folder.Path);
        return true;
    }

    private async Task<bool> TryAdoptAsync(CancellationToken stop)
    {
        if (ServerOwner.Read(_folder) is not { } owner)
        {
            return false;
        }

        if (_port != 0 && owner.Port != _port)
        {
            throw new EmbeddedPostgresException(
                $"The server of '{_folder.Path}' now listens on port {owner.Port} instead of {_port}. Start this process again.");
        }

        var connectionString = Connect(owner.Port, await _folder.PasswordAsync(stop));
        try
        {
            await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
            await connection.OpenAsync(stop);
        }
        catch (NpgsqlException)
        {
            // It is stopping just now; whoever gets the lock next starts another.
            return false;
        }

        _port = owner.Port;
        AdminConnectionString = connectionString;
        _logger.ServerAdopted(_folder.Path, owner.Port);
        return true;
    }

    private static string Connect(int port, string password) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = "postgres",
        Password = password,
        Database = "postgres",
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        ApplicationName = "orion-admin",
        Timeout = 5,
    }.ConnectionString;
}
