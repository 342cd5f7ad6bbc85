using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql;
using Orion.Framework.Database;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Database.Isolation;

/// <summary>What pg_catalog says about isolation. A rule that no careless change can break would be no rule.</summary>
public sealed class CatalogueLintTests(DatabaseCopy copy) : IClassFixture<DatabaseCopy>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Rules => [.. CatalogueLint.All.Select(l => l.Rule)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_schema_keeps_the_rule(string rule) =>
        Assert.Empty(await TestDatabase.ListAsync(copy.Database.Admin, Of(rule).Offenders));

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_careless_change_is_seen(string rule)
    {
        var lint = Of(rule);
        await using var connection = await TestDatabase.OpenAsync(copy.Database.Admin);
        await using var undone = await connection.BeginTransactionAsync(Stop);
        await using (var careless = new NpgsqlCommand(lint.Carelessness, connection)) await careless.ExecuteNonQueryAsync(Stop);

        await using var question = new NpgsqlCommand(lint.Offenders, connection);
        await using var offenders = await question.ExecuteReaderAsync(Stop);

        Assert.True(await offenders.ReadAsync(Stop), "Nothing was seen.");
    }

    [Fact]
    public async Task Every_entity_of_a_store_has_a_locked_table_and_every_locked_table_an_entity()
    {
        await using var db = DatabaseRegistration.OpenMigrator(copy.Database.Migrator);
        var entities = db.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(IStoreOwned)))
            .Select(t => t.GetTableName()!).Order(StringComparer.Ordinal);

        var locked = await TestDatabase.ListAsync(copy.Database.Admin,
            """
            select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'store_id'
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relforcerowsecurity order by 1
            """);

        Assert.Equal(entities, locked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_table_with_a_store_is_locked_by_the_migration_that_makes_it_whoever_wrote_that()
    {
        await using var db = DatabaseRegistration.OpenMigrator(copy.Database.Migrator);
        var things = new CreateTableOperation { Name = "things" };
        foreach (var column in (string[])["store_id", "id"])
            things.Columns.Add(new AddColumnOperation { Table = "things", Name = column, ClrType = typeof(Guid), ColumnType = "uuid" });
        things.PrimaryKey = new AddPrimaryKeyOperation { Table = "things", Name = "pk_things", Columns = ["store_id", "id"] };
        foreach (var command in db.GetService<IMigrationsSqlGenerator>().Generate([things]))
            await TestDatabase.AskAsync(copy.Database.Migrator, command.CommandText);
        try
        {
            foreach (var lint in CatalogueLint.All)
                Assert.Empty(await TestDatabase.ListAsync(copy.Database.Admin, lint.Offenders));
        }
        finally
        {
            await TestDatabase.AskAsync(copy.Database.Migrator, "drop table things");
        }
    }

    private static CatalogueLint Of(string rule) => CatalogueLint.All.Single(l => l.Rule == rule);
}
