using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Migrations;

namespace Orion.Framework.Database;

#pragma warning disable EF1001 // The generator is meant to be derived from; its options type is all that is internal.
/// <summary>
/// Puts the lock on every store-owned table in the very statement batch that creates it: a table with a <c>store_id</c> column
/// can't come into being without forced row security, whoever writes the migration. Tables without one get no rights for
/// <c>orion_app</c> at all.
/// </summary>
public sealed class IsolatingSqlGenerator(
    MigrationsSqlGeneratorDependencies dependencies, INpgsqlSingletonOptions options)
    : NpgsqlMigrationsSqlGenerator(dependencies, options)
{
    protected override void Generate(
        CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate: true);
        var column = operation.Name == "stores" ? "id"
            : operation.Columns.Any(c => c.Name == "store_id") ? "store_id" : null;
        if (column is null) return;
        foreach (var statement in RowSecurity.Statements(operation.Name, column))
        {
            builder.AppendLine(statement);
            builder.EndCommand();
        }
    }
}
#pragma warning restore EF1001

/// <summary>The statements that keep a table's stores apart.</summary>
public static class RowSecurity
{
    /// <summary>
    /// Row security enabled and forced; <c>orion_app</c> and the owner (data migrations) see the store that is set, and fail
    /// loudly when none is; <c>orion_platform</c> sees all.
    /// </summary>
    public static IEnumerable<string> Statements(string table, string column)
    {
        var own = $"{column} = current_setting('orion.store_id')::uuid";
        yield return $"alter table {table} enable row level security;";
        yield return $"alter table {table} force row level security;";
        yield return $"create policy store on {table} to orion_app, orion_owner using ({own}) with check ({own});";
        yield return $"create policy platform on {table} to orion_platform using (true) with check (true);";
        yield return $"grant select, insert, update, delete on {table} to orion_app;";
        yield return $"grant select, insert, update, delete on {table} to orion_platform;";
    }

    /// <summary>Rows of this table are added and never changed: takes the other rights away from the application.</summary>
    public static void InsertOnly(this MigrationBuilder migration, string table) =>
        migration.Sql($"revoke update, delete on {table} from orion_app, orion_platform;");
}
