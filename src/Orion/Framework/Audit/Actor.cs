namespace Orion.Framework.Audit;

/// <summary>What kind of actor did something. Stored as text.</summary>
public enum ActorKind
{
    /// <summary>Someone who hasn't signed in: a shopper, or somebody at the door.</summary>
    Visitor,

    /// <summary>A customer of the store.</summary>
    Customer,

    /// <summary>A member of the store's team.</summary>
    Team,

    /// <summary>An operator of the installation.</summary>
    Admin,

    /// <summary>A program with one of the store's keys.</summary>
    ApiKey,

    /// <summary>The installation itself: scheduled work, jobs, the command line.</summary>
    System
}

/// <summary>Who does something, as the log keeps it for good: the name is a copy, because people leave and are renamed.</summary>
/// <param name="Kind">What kind of actor.</param>
/// <param name="Id">The person's or key's id; null for visitors and the installation.</param>
/// <param name="Name">What people call the actor.</param>
/// <param name="OnBehalfOf">Under whose name and rights it was done, where that is another than the actor.</param>
public sealed record Actor(ActorKind Kind, Guid? Id, string Name, ActedFor? OnBehalfOf = null)
{
    /// <summary>Someone unknown.</summary>
    public static readonly Actor Visitor = new(ActorKind.Visitor, null, "A visitor");

    /// <summary>The installation, and which work of it.</summary>
    /// <param name="work">The kind of the job, or null outside of jobs.</param>
    public static Actor System(string? work = null) => new(ActorKind.System, null, work is null ? "Orion" : $"Orion ({work})");
}

/// <summary>The other of two names.</summary>
/// <param name="Id">The person's id.</param>
/// <param name="Name">What people call the person.</param>
public sealed record ActedFor(Guid Id, string Name);
