using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Orion.Framework.Database.Embedded;

/// <summary>
/// A PostgreSQL server that comes with the app: on a random loopback port, started with it and stopped with it. A
/// second process on the same data folder shares the running server.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan AdoptionPatience = TimeSpan.FromSeconds(90);

    private readonly DataFolder _folder;
    private FolderLock? _lock;
    private ServerProcess? _server;
    private Watchdog? _watchdog;

    private EmbeddedPostgres(DataFolder folder) => _folder = folder;

    /// <summary>Connects as the superuser <c>postgres</c> to the database <c>postgres</c>.</summary>
    public string AdminConnectionString { get; private set; } = "";

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
        var postgres = new EmbeddedPostgres(folder);
        try
        {
            var since = Stopwatch.StartNew();
            do
            {
                postgres._lock = FolderLock.TryTake(folder.Lock);
                if (postgres._lock is not null)
                {
                    await postgres.RunAsync(package, user, options.Durable, logger, stop);
                    return postgres;
                }

                if (await postgres.TryAdoptAsync(logger, stop))
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

    /// <summary>Stops the server if it is ours. An adopted one keeps running.</summary>
    public async ValueTask DisposeAsync()
    {
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

    private async Task RunAsync(
        PlatformPackage package, RunAs user, bool durable, ILogger logger, CancellationToken stop)
    {
        var since = Stopwatch.StartNew();
        ServerOwner.Withdraw(_folder);
        var native = await SharedBinaries.PrepareAsync(package, user, logger, stop);
        var password = await _folder.PasswordAsync(stop);
        await new Cluster(_folder, package, native, user).EnsureAsync(password, logger, stop);
        _server = new ServerProcess(_folder, native, user, durable, logger);
        await _server.ClearAsync(stop);
        var port = await _server.StartAsync(stop);
        if (PostmasterFile.ReadProcessId(_folder.Cluster) is { } process)
        {
            _watchdog = Watchdog.Start(process);
        }

        AdminConnectionString = Connect(port, password);
        await ServerOwner.AnnounceAsync(_folder, port, stop);
        logger.ServerStarted(package.Version, port, since.ElapsedMilliseconds, _folder.Path);
    }

    private async Task<bool> TryAdoptAsync(ILogger logger, CancellationToken stop)
    {
        if (ServerOwner.Read(_folder) is not { } owner)
        {
            return false;
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

        AdminConnectionString = connectionString;
        logger.ServerAdopted(_folder.Path, owner.Port);
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
