using Orion.Framework.Configuration;
using Orion.Framework.Database;

namespace Orion.Tests.Framework.Database;

public sealed class MigrationTests
{
    [Fact]
    public void The_model_has_nothing_that_no_migration_makes()
    {
        using var db = new MigratorFactory().CreateDbContext([]);
        Assert.False(db.Database.HasPendingModelChanges(), "The model has changed: make migration NAME=...");
    }

    [Fact]
    public void No_migration_keeps_a_copy_of_the_whole_model() =>
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.Combine(DataFolder.RepositoryFolder!, "src", "Orion"), "*.Designer.cs", SearchOption.AllDirectories),
            file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
