namespace Orion.Features.Core.Admins;

/// <summary>
/// The people of the console as they stand. Whoever changes one locks it first and reads it anew: of two operators who shut each
/// other out at the same moment, the second is the last one and stays.
/// </summary>
internal sealed class Roster
{
    private readonly List<User> people;

    private Roster(List<User> people) => this.people = people;

    /// <summary>Lets nobody else change it until the transaction ends; refuses whoever is no operator by now.</summary>
    public static async Task<Outcome<Roster>> LockAsync(PlatformDb db, RequestContext request, CancellationToken stop)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('admin-users', 0))", stop);
        var people = await db.Set<User>().Where(u => u.AdminRole != null).ToListAsync(stop);
        var actor = request.Principal.Claims?.Subject;
        return people.Any(p => p.Id == actor && p is { AdminRole: AdminRole.Operator, DisabledAt: null })
            ? new Roster(people)
            : new Refusal(403, "forbidden", "Only an operator may change who works at the console.");
    }

    /// <summary>The person of this address who works at the console.</summary>
    public User? Find(string email) => people.SingleOrDefault(p => p.Email == email);

    /// <summary>Why a person can't be shut out or given another role: it is oneself, or nobody would be left to let anyone in.</summary>
    public Refusal? WhyNotWithout(User person, RequestContext request)
    {
        if (person.Id == request.Principal.Claims?.Subject)
            return Refusal.Conflict("yourself", "You can't do this to yourself. Ask another operator.");
        return IsAble(person) && !people.Any(p => p.Id != person.Id && IsAble(p))
            ? Refusal.Conflict("last_operator", "This is the last operator. Make another one first.")
            : null;
    }

    /// <summary>Who has yet to choose a password can't be counted on.</summary>
    private static bool IsAble(User person) =>
        person is { AdminRole: AdminRole.Operator, DisabledAt: null, PasswordHash.Length: > 0 };
}
