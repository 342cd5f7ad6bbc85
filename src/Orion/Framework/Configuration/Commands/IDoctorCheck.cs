namespace Orion.Framework.Configuration.Commands;

/// <summary>Something that a module wants <c>orion doctor</c> to look at.</summary>
public interface IDoctorCheck
{
    /// <summary>What was found.</summary>
    IEnumerable<DoctorFinding> Look();
}

/// <summary>One line of the doctor's report. None of a module's makes an installation unhealthy: it serves without.</summary>
/// <param name="Good">Whether all is well.</param>
/// <param name="What">A word for what was looked at.</param>
/// <param name="Found">What was found.</param>
/// <param name="Remedy">What to do when it isn't well.</param>
public sealed record DoctorFinding(bool Good, string What, string Found, string Remedy = "");
