using Microsoft.EntityFrameworkCore.Design;

namespace Orion.Framework.Database;

/// <summary>What the <c>dotnet ef</c> tool makes contexts with; adding a migration needs the model but no database.</summary>
public sealed class MigratorFactory : IDesignTimeDbContextFactory<OrionDb>
{
    public OrionDb CreateDbContext(string[] args) =>
        DatabaseRegistration.OpenMigrator(Environment.GetEnvironmentVariable("ConnectionStrings__Orion") ?? "Host=127.0.0.1;Database=orion");
}
