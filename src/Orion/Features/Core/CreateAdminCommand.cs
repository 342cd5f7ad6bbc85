using Orion.Features.Core.Admins;
using Orion.Framework.Auth;
using Orion.Framework.Configuration;

namespace Orion.Features.Core;

/// <summary>Lets a person work at the console: the first operator of a new installation comes into being so.</summary>
public sealed class CreateAdminCommand : ICommand
{
    private const string FromInput = "--password-stdin";

    public string Name => "admin create";

    public string Usage => $"admin create EMAIL [--name NAME] [--role operator|support|auditor] [{FromInput}]  let a person work at the console; without {FromInput} a password is made and shown once";

    public async Task<int> RunAsync(IServiceProvider services, string[] arguments, CancellationToken stop)
    {
        if (Read(arguments) is not var (email, name, role, fromInput))
        {
            Console.Error.WriteLine("orion: " + Usage);
            return 2;
        }

        var password = fromInput ? Console.In.ReadLine() ?? "" : Passwords.Make();
        if (PasswordRules.Problem(password, email, name) is { } problem) throw new OperatorException(problem);

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var hash = await scope.ServiceProvider.GetRequiredService<Passwords>().HashAsync(password, stop);
        var known = await db.InTransactionAsync(
            async () =>
            {
                var there = await db.Set<User>().FirstOrDefaultAsync(u => u.Email == email, stop);
                if (there?.AdminRole == role) throw new OperatorException($"{email} is {Words(role)} already.");
                if (there is null) db.Add(User.Register(email, name ?? email.Split('@')[0], hash, role));
                else there.Appoint(role);
                await db.SaveChangesAsync(stop);
                return there is not null;
            }, stop);

        Console.WriteLine(known
            ? $"{email} was known already and is {Words(role)} now, with the password that they have."
            : $"{email} is {Words(role)} now.");
        if (!known && !fromInput) Console.WriteLine($"Password (shown this once): {password}");
        return 0;
    }

    private static string Words(AdminRole role) => role switch
    {
        AdminRole.Operator => "an operator",
        AdminRole.Auditor => "an auditor",
        _ => "one of support"
    };

    private static (string Email, string? Name, AdminRole Role, bool FromInput)? Read(string[] arguments)
    {
        string? email = null, name = null;
        var role = AdminRole.Operator;
        var fromInput = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == FromInput) fromInput = true;
            else if (arguments[i] == "--name" && i + 1 < arguments.Length) name = arguments[++i];
            else if (arguments[i] == "--role" && i + 1 < arguments.Length && AdminRights.Read(arguments[i + 1]) is { } named) (role, i) = (named, i + 1);
            else if (email is null && EmailAddress.IsValid(arguments[i])) email = User.Normalise(arguments[i]);
            else return null;
        }

        return email is null ? null : (email, name, role, fromInput);
    }
}
