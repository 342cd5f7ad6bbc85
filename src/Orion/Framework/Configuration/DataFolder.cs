namespace Orion.Framework.Configuration;

/// <summary>The folder of all that is embedded: database, files, captured mail.</summary>
public static class DataFolder
{
    /// <summary>The checkout that this build, of any configuration, was made in; null when it was published.</summary>
    public static string? RepositoryFolder { get; } = CheckoutOf(AppContext.BaseDirectory);

    /// <summary><c>ORION_DATA</c>; otherwise <c>.orion</c> in the checkout, or the user's folder for application data.</summary>
    public static string Of(IConfiguration configuration) =>
        configuration["ORION_DATA"] is { Length: > 0 } given ? Path.GetFullPath(given)
        : RepositoryFolder is { } repository ? Path.Combine(repository, ".orion")
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "orion");

    /// <summary>
    /// The checkout around a folder of binaries, wherever it was moved to. Only a build leaves the list of static assets where
    /// they lie in the sources: what is published has none, and belongs to no checkout even inside of one.
    /// </summary>
    internal static string? CheckoutOf(string binaries)
    {
        if (!File.Exists(Path.Combine(binaries, "orion.staticwebassets.runtime.json"))) return null;
        for (var folder = new DirectoryInfo(binaries); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Orion.sln"))) return folder.FullName;
        return null;
    }
}
