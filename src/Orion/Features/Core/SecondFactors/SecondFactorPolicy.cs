namespace Orion.Features.Core.SecondFactors;

/// <summary>Who must have a second factor.</summary>
public sealed class SecondFactorPolicy(IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>The setting that makes operators have one; by default they must in production.</summary>
    public const string Setting = "Admin:RequireSecondFactor";

    /// <summary>Whether operators must have one.</summary>
    public bool IsRequiredOfAdmins { get; } = configuration.GetValue(Setting, environment.IsProduction());

    /// <summary>Whether the people of a face must have one.</summary>
    public bool IsRequired(Face face) => face == Face.Admin && IsRequiredOfAdmins;
}
