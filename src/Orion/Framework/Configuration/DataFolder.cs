using System.Reflection;

namespace Orion.Framework.Configuration;

/// <summary>The folder of all that is embedded: database, files, captured mail.</summary>
public static class DataFolder
{
    /// <summary>The checkout that a development build was made in; null for a published build.</summary>
    public static string? RepositoryFolder { get; } = typeof(DataFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => a.Key == "RepositoryFolder")?.Value;

    /// <summary><c>ORION_DATA</c>; otherwise <c>.orion</c> in the checkout, or the user's folder for application data.</summary>
    public static string Of(IConfiguration configuration) =>
        configuration["ORION_DATA"] is { Length: > 0 } given ? Path.GetFullPath(given)
        : RepositoryFolder is { } repository && Directory.Exists(repository) ? Path.Combine(repository, ".orion")
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "orion");
}
