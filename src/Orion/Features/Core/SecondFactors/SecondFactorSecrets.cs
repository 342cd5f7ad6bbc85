using Orion.Framework.Auth;

namespace Orion.Features.Core.SecondFactors;

/// <summary>Seals the secrets that users share with their apps, each bound to its user.</summary>
public sealed class SecondFactorSecrets(IConfiguration configuration)
{
    private readonly KeySeal seal = new(configuration, "orion second factors");

    /// <summary>What is stored of a user's secret, and whether it is sealed.</summary>
    public (byte[] Kept, bool IsSealed) Seal(Guid user, byte[] secret) => (seal.Seal(user.ToString(), secret), seal.IsOn);

    /// <summary>The secret of what was stored.</summary>
    public byte[] Open(Guid user, byte[] kept, bool isSealed) => isSealed ? seal.Open(user.ToString(), kept) : kept;
}
