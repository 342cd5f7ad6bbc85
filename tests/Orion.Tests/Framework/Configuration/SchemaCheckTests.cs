using Npgsql;
using Orion.Framework.Configuration;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Configuration;

public sealed class SchemaCheckTests(DatabaseCopy copy) : IClassFixture<DatabaseCopy>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_schema_of_this_version_passes()
    {
        await using var db = NpgsqlDataSource.Create(copy.Database.Migrator);
        await SchemaCheck.EnsureKnownAsync(db, Stop);
    }

    [Fact]
    public void A_schema_of_a_newer_version_is_refused_by_name()
    {
        var newer = Assert.Throws<OperatorException>(() => SchemaCheck.RefuseNewer([.. SchemaCheck.KnownMigrations(), "29990101000000_Later"]));
        Assert.Contains("29990101000000_Later", newer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_lacks_migrations_says_what_to_run()
    {
        await TestDatabase.AskAsync(copy.Database.Migrator, "alter table \"__EFMigrationsHistory\" rename to away");
        try
        {
            await using var db = NpgsqlDataSource.Create(copy.Database.Migrator);
            var lacking = await Assert.ThrowsAsync<OperatorException>(() => SchemaCheck.EnsureKnownAsync(db, Stop));
            Assert.Contains("orion migrate", lacking.Message, StringComparison.Ordinal);
        }
        finally
        {
            await TestDatabase.AskAsync(copy.Database.Migrator, "alter table away rename to \"__EFMigrationsHistory\"");
        }
    }
}
