using Orion.Framework.Auth;
using Orion.Framework.Configuration;

namespace Orion.Features.Core;

/// <summary>Replaces the key that signs access tokens, at once. Nobody is signed out.</summary>
public sealed class RotateKeysCommand : ICommand
{
    public string Name => "keys rotate";

    public string Usage => "keys rotate             sign access tokens with the next key; nobody is signed out";

    public async Task<int> RunAsync(IServiceProvider services, string[] arguments, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var rotation = scope.ServiceProvider.GetRequiredService<KeyRotation>();
        await rotation.EnsureAsync(stop);
        if (!await rotation.RotateAsync(stop))
            throw new OperatorException(
                $"The next key is younger than {KeyRing.ReadAgain.TotalSeconds:F0} seconds: other nodes may not know it yet. Try again in a moment.");
        Console.WriteLine("The next key signs now. The one before verifies until what it signed has expired.");
        return 0;
    }
}
