using Orion.Features.Core;
using Orion.Framework.Jobs;
using Orion.Framework.Mail;

namespace Orion.Features.Support.Mail;

/// <summary>What a mail about support access says. Stored as text.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<SupportMailKind>))]
public enum SupportMailKind
{
    /// <summary>To the owners: somebody asks.</summary>
    Asked,

    /// <summary>To the owners: somebody took access without asking.</summary>
    Taken,

    /// <summary>To who asked: yes.</summary>
    Allowed,

    /// <summary>To who asked: no.</summary>
    Declined
}

/// <summary>A mail about support access that is to go out.</summary>
public sealed record SupportMailRequest(Guid StoreId, Guid GrantId, SupportMailKind Kind);

/// <summary>Tells the store's owners, or who asked. Addresses and links come from the records alone.</summary>
internal sealed class SendSupportMail(PlatformDb db, ITenantStore stores, StoreAddress addresses, IMailer mailer, MailText text)
    : JobHandler<SupportMailRequest>
{
    /// <summary>The kind of work.</summary>
    public const string Kind = "support.mail";

    /// <summary>A mail server is no part of a transaction.</summary>
    public override bool OwnTransactions => true;

    public override async Task RunAsync(SupportMailRequest payload, CancellationToken stop)
    {
        var (store, id) = (payload.StoreId, payload.GrantId);
        var grant = await db.Set<SupportGrant>().AsNoTracking().FirstOrDefaultAsync(g => g.StoreId == store && g.Id == id, stop);
        if (grant is null || await stores.FindByIdAsync(store, stop) is not { } tenant) return;
        foreach (var (address, name) in await ReadersAsync(payload, grant, stop))
        {
            var mail = Write(payload.Kind, grant, tenant);
            await mailer.SendAsync(tenant, await mail.ToAsync($"support-{id}-{payload.Kind}-{address}", address, name, "", text, stop), stop);
        }
    }

    private async Task<List<(string Address, string Name)>> ReadersAsync(SupportMailRequest payload, SupportGrant grant, CancellationToken stop)
    {
        var store = payload.StoreId;
        var people = payload.Kind is SupportMailKind.Asked or SupportMailKind.Taken
            ? db.Set<User>().Where(u => db.Set<StoreMember>().Any(m => m.StoreId == store && m.UserId == u.Id && m.Role == StoreRole.Owner))
            : db.Set<User>().Where(u => u.Id == grant.OperatorId);
        var found = await people.AsNoTracking().Where(u => u.DisabledAt == null).Select(u => new { u.Email, u.Name }).ToListAsync(stop);
        return [.. found.Select(p => (p.Email, p.Name))];
    }

    private NoticeMail Write(SupportMailKind kind, SupportGrant grant, TenantInfo store)
    {
        var settings = $"{addresses.DashboardOf(store)}/settings/support";
        var console = $"{addresses.ConsoleOf(store.Platform.PrimaryHost)}/stores/{store.Id}/support";
        return kind switch
        {
            SupportMailKind.Asked => new NoticeMail(
                "en", store.Name, $"Support asks for access to {store.Name}",
                [$"{grant.OperatorName} of support asks to work in {store.Name} as {grant.AsName}.", $"The reason given: {grant.Reason}",
                    "Nothing happens unless you allow it. You say for how long, you can end it at any time, and all that is done is in your activity log under both names."],
                "Answer the request", settings),
            SupportMailKind.Taken => new NoticeMail(
                "en", store.Name, $"Support took access to {store.Name} without asking",
                [$"{grant.OperatorName} of support took access to {store.Name} as {grant.AsName}, for {SupportGrant.BreakGlassLife.TotalMinutes:F0} minutes. This is kept for emergencies.",
                    $"The reason given: {grant.Reason}", "You can end it now. All that is done is in your activity log under both names."],
                "See it, and end it", settings),
            SupportMailKind.Allowed => new NoticeMail(
                "en", store.Name, $"{store.Name} allowed your access",
                [$"{grant.AnsweredBy} allowed you to work in {store.Name} as {grant.AsName} until {grant.ExpiresAt:yyyy-MM-dd HH:mm} UTC."], "Enter the store", console),
            _ => new NoticeMail(
                "en", store.Name, $"{store.Name} declined your access", [$"{grant.AnsweredBy} declined your request to work in {store.Name} as {grant.AsName}."],
                "See the request", console)
        };
    }
}
