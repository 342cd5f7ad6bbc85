using Orion.Features.Core.Teams;
using Orion.Framework.Jobs;
using Orion.Framework.Mail;

namespace Orion.Features.Core.Invitations;

/// <summary>An invitation whose mail is to go out.</summary>
public sealed record InvitationMailRequest(Guid InvitationId);

/// <summary>What the mail says.</summary>
public sealed record InvitationMail(string Language, string StoreName, string InvitedBy, string Role, string Link, string Until);

/// <summary>
/// Sends it. The link's token is made here and stored only as its hash, so that neither the database nor the list of work ever
/// holds what opens it. Sent again after a fault, the mail has a new link, and that one is good.
/// </summary>
internal sealed class SendInvitation(
    OrionDb db, PlatformDb platform, RequestContext request, StoreAddress addresses, IMailer mailer, MailText text)
    : JobHandler<InvitationMailRequest>
{
    /// <summary>The kind of work.</summary>
    public const string Kind = "team.invitation-mail";

    /// <inheritdoc />
    public override bool OwnTransactions => true;

    /// <summary>Names the piece of work: one for each time that somebody asks for the mail.</summary>
    public static string KeyOf(TeamInvitation invitation) => $"invitation {invitation.Id} {invitation.Mails}";

    public override async Task RunAsync(InvitationMailRequest payload, CancellationToken stop)
    {
        string? token = null;
        var invitation = await db.InTransactionAsync(
            async () =>
            {
                var found = await db.Set<TeamInvitation>().SingleOrDefaultAsync(i => i.Id == payload.InvitationId, stop);
                if (found?.IsOpen(request.Now) != true) return null;
                token = found.MakeToken();
                await db.SaveChangesAsync(stop);
                return found;
            }, stop);
        // Withdrawn, or answered, before its mail went out.
        if (invitation is null || token is null) return;

        var by = await platform.Set<User>().Where(u => u.Id == invitation.InvitedBy).Select(u => u.Name).SingleOrDefaultAsync(stop)
            ?? request.Store.Name;
        var contact = await db.Set<Tenancy.Store>().Where(s => s.Id == request.Store.Id).Select(s => s.ContactEmail).SingleAsync(stop);
        var role = invitation.RoleId is { } own
            ? await db.Set<TeamRole>().Where(r => r.Id == own).Select(r => r.Name).SingleAsync(stop)
            : invitation.Role.ToString();
        var mail = new InvitationMail(
            RequestContext.Language, request.Store.Name, by, role, $"{addresses.DashboardOf(request.Store)}/invitations/{token}",
            invitation.ExpiresAt.ToString("D", request.Culture));
        await mailer.SendAsync(request.Store, new StoreMail(
            $"invitation-{Convert.ToHexString(invitation.TokenHash.AsSpan(0, 8))}", invitation.Email, "", contact,
            $"{by} invites you to {request.Store.Name}", await text.RenderAsync(_InvitationMailHtml.Create(mail), stop), TextOf(mail)), stop);
    }

    private static string TextOf(InvitationMail mail) =>
        $"""
        Join the team of {mail.StoreName}

        {mail.InvitedBy} invites you to work for {mail.StoreName}. Your role: {mail.Role}.

        Accept the invitation: {mail.Link}

        The link is good once, until {mail.Until}. If you know nothing of this, do nothing: without the link nobody joins.

        """;
}
