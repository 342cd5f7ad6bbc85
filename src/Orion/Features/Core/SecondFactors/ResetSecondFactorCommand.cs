using Orion.Features.Core.Sessions;
using Orion.Framework.Audit;
using Orion.Framework.Configuration;

namespace Orion.Features.Core.SecondFactors;

/// <summary>Turns off the second factor of somebody who lost phone and recovery codes, where no operator is left to do it at the console.</summary>
public sealed class ResetSecondFactorCommand : ICommand
{
    public string Name => "admin reset-second-factor";

    public string Usage => "admin reset-second-factor EMAIL  turn off the second factor of a person who lost it, and end their sessions";

    public async Task<int> RunAsync(IServiceProvider services, string[] arguments, CancellationToken stop)
    {
        if (arguments is not [var typed] || !EmailAddress.IsValid(typed))
        {
            Console.Error.WriteLine("orion: " + Usage);
            return 2;
        }

        var email = User.Normalise(typed);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        await db.InTransactionAsync(
            async () =>
            {
                var user = await db.Set<User>().FirstOrDefaultAsync(u => u.Email == email, stop)
                    ?? throw new OperatorException($"Nobody has the address {email}.");
                if (!user.HasSecondFactor) throw new OperatorException($"{email} has no second factor.");
                user.ResetSecondFactor();
                await db.Set<RecoveryCode>().Where(c => c.UserId == user.Id).ExecuteDeleteAsync(stop);
                await db.Set<UserSession>().Where(s => s.UserId == user.Id && s.RevokedAt == null)
                    .ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), stop);
                db.Record("reset", "second-factor", user.Id, $"the second factor of {user.Name}");
                return await db.SaveChangesAsync(stop);
            }, stop);
        Console.WriteLine($"{email} signs in with the password alone now. Their sessions are ended.");
        return 0;
    }
}
