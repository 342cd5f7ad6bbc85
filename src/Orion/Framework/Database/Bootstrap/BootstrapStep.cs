namespace Orion.Framework.Database.Bootstrap;

/// <summary>
/// One thing that a database must have. It is applied only where the check says that it isn't so yet: a server that an
/// administrator prepared asks no rights of the app.
/// </summary>
/// <param name="Name">What it is, for logs.</param>
/// <param name="Check">An SQL expression that is true once nothing is left to do.</param>
/// <param name="Apply">The statement that makes it so.</param>
internal sealed record BootstrapStep(string Name, string Check, string Apply)
{
    /// <summary>Must run as orion_owner, so that the owner of the result is right whoever connects.</summary>
    internal bool AsOwner { get; init; }

    /// <summary>Orion runs without it, more slowly: for what managed servers forbid.</summary>
    internal bool Optional { get; init; }

    /// <summary>Tried in order before <see cref="Apply"/>, where the server may not know them.</summary>
    internal IReadOnlyList<string> Preferred { get; init; } = [];
}
