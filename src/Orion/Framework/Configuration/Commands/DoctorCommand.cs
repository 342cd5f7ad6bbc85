using Npgsql;

namespace Orion.Framework.Configuration.Commands;

/// <summary><c>orion doctor</c>: looks at what Orion stands on, and says what to do about what is wrong.</summary>
internal sealed class DoctorCommand : ICommand
{
    private bool healthy = true;

    public string Name => "doctor";

    public string Usage => "doctor                  check database, roles, schema and folders, and say what to do";

    public async Task<int> RunAsync(IServiceProvider services, string[] arguments, CancellationToken stop)
    {
        var access = services.GetRequiredService<DatabaseAccess>();
        var configuration = services.GetRequiredService<IConfiguration>();
        Say(true, "database", services.GetRequiredService<OrionDatabase>().IsEmbedded ? "embedded server" : "server of your own");
        await CheckServerAsync(access.App, stop);
        await CheckRoleAsync(access.App, "orion_app", stop);
        await CheckRoleAsync(access.Platform, "orion_platform", stop);
        await CheckSearchAsync(access.App, stop);
        CheckFolder(DataFolder.Of(configuration));
        var hasSecret = !string.IsNullOrEmpty(configuration[Auth.KeySeal.Setting]);
        Say(hasSecret, "keys", hasSecret ? "signing keys are sealed" : "signing keys are stored as they are",
            "Set Auth__KeySecret (32 characters or more, the same on every node), so that a copy of the database can sign nothing.", warning: true);
        await using (var scope = services.CreateAsyncScope())
            foreach (var finding in scope.ServiceProvider.GetServices<IDoctorCheck>().SelectMany(c => c.Look()))
                Say(finding.Good, finding.What, finding.Found, finding.Remedy, warning: true);
        Say(true, "schema", SchemaCheck.KnownMigrations()[^1]);
        return healthy ? 0 : 1;
    }

    private async Task CheckServerAsync(NpgsqlDataSource source, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        Say(connection.PostgreSqlVersion.Major >= 15, "version", $"PostgreSQL {connection.PostgreSqlVersion}", "Orion needs PostgreSQL 15 or newer.");
    }

    private async Task CheckRoleAsync(NpgsqlDataSource source, string expected, CancellationToken stop)
    {
        var (name, strong, login) = (await source.ListAsync(
            "select current_user::text, (select rolsuper or rolbypassrls from pg_roles where rolname = current_user), (select rolsuper from pg_roles where rolname = session_user)",
            [], row => (row.GetString(0), row.GetBoolean(1), row.GetBoolean(2)), stop)).Single();
        Say(name == expected && !strong, "role", name, $"Connections for stores must act as {expected}, which row security holds.");
        Say(!login, "login", login ? $"{name} is reached through a superuser's login" : "no superuser",
            "In production, give each role a login of its own: ConnectionStrings__OrionApp, OrionPlatform and OrionMigrator.", warning: true);
    }

    private async Task CheckSearchAsync(NpgsqlDataSource source, CancellationToken stop)
    {
        var isFast = await source.ListAsync(
            "select coalesce(bool_and(proleakproof), false) from pg_proc where proname = 'texticlike'", [], row => row.GetBoolean(0), stop);
        Say(isFast.Single(), "search", "operators may use indexes under row security",
            "A superuser should run the bootstrap once, so that searching large stores stays quick.", warning: true);
    }

    private void CheckFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, ".doctor");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            Say(true, "files", folder);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            Say(false, "files", folder, $"This folder must be writable: {wrong.Message}");
        }
    }

    private void Say(bool good, string what, string found, string remedy = "", bool warning = false)
    {
        if (!good && !warning) healthy = false;
        Console.WriteLine($"{(good ? "ok  " : warning ? "warn" : "FAIL")}  {what,-9} {found}{(good ? "" : "\n      " + remedy)}");
    }
}
