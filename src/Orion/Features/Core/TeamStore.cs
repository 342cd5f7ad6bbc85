using Carter;
using Orion.Features.Core.Invitations;
using Orion.Features.Core.Ownership;
using Orion.Features.Core.Teams;
using Orion.Framework.Auth;
using Orion.Framework.Auth.Accounts;
using Orion.Framework.Jobs;
using Orion.Framework.Modules;

namespace Orion.Features.Core;

/// <summary>A store's team: who is in it, who is asked to join, and whose the store is.</summary>
public sealed class TeamStore : ICarterModule
{
    private const string Home = "/settings/team";

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        Map(app.Store("core").Pages, Home);
        Map(app.Store("core").Api, "/team");

        var own = app.Store("core").Requires("dashboard.view");
        own.Get("/ownership", Ownership).Describe("Whether the store is being handed over, to whom and until when.");
        own.Post("/ownership/acceptance", Confirm).Form(Ownership).NotInSupport().Describe("Confirms that one owns the store from now on.");
        own.Delete("/ownership", Drop).Form(Ownership).NotInSupport().Describe("Takes an offer of the store back, or says no to it.");

        var open = app.Store("core").Public();
        open.Get("/invitations/{token}", Invited).Describe("What an invitation's link offers.");
        open.Post("/invitations/{token}", Accept).Form(Invited).OwnTransactions().Describe("Joins the team by an invitation's link, once.");
    }

    private static void Map(FaceRoutes routes, string at)
    {
        routes.Requires("team.view").Get(at, List).Describe("Who works for the store, and who is asked to.");
        routes.Requires("team.edit");
        routes.Patch(at + "/{id:guid}", Change).Form(List).Describe("Gives a member of the team another role.");
        routes.Delete(at + "/{id:guid}", Remove).Form(List).Describe("Takes a person out of the team and signs them out.");
        routes.Post(at + "/invitations", Invite).Form(List).Describe("Asks somebody by mail to join the team.");
        routes.Post(at + "/invitations/{id:guid}/mail", Resend).Form(List).Describe("Sends an invitation again, with a new link.");
        routes.Delete(at + "/invitations/{id:guid}", Withdraw).Form(List).Describe("Takes an invitation back.");
        routes.Post(at + "/{id:guid}/ownership", Offer).Form(List).Describe("Offers the store to a member, who has to confirm it.");
        routes.Requires("dashboard.view").Post(at + "/departure", Leave).Form(List).NotInSupport().Describe("Leaves the team.");
    }

    private static async Task<Answer<ListTeam.Result>> List(
        OrionDb db, PlatformDb platform, RequestContext request, ModuleRegistry modules, CancellationToken stop) =>
        new(await new ListTeam().RunAsync(db, platform, request, modules, stop), m => TeamPage.Create(m));

    private static async Task<Answer<ChangeMember.Result>> Change(
        Guid id, ChangeMember change, OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var outcome = await change.RunAsync(id, db, request, modules, stop);
        return new Answer<ChangeMember.Result>(outcome).Then(request.Href.Store(Home), $"The role is {outcome.Value?.RoleName} now.");
    }

    private static async Task<Answer<RemoveMember.Result>> Remove(
        Guid id, OrionDb db, PlatformDb platform, RequestContext request, ModuleRegistry modules, CancellationToken stop) =>
        new Answer<RemoveMember.Result>(await new RemoveMember(id).RunAsync(db, platform, request, modules, stop))
            .Then(request.Href.Store(Home), "Removed. They are signed out within seconds.");

    private static async Task<Answer<Invitation>> Invite(
        InviteMember invite, OrionDb db, PlatformDb platform, Outbox outbox, RequestContext request, ModuleRegistry modules, CancellationToken stop) =>
        new Answer<Invitation>(await invite.RunAsync(db, platform, outbox, request, modules, stop))
            .Created(request.Href.Api(Face.Store, "/team")).Then(request.Href.Store(Home), "The invitation is on its way.");

    private static async Task<Answer<Invitation>> Resend(
        Guid id, OrionDb db, Outbox outbox, RequestContext request, ModuleRegistry modules, CancellationToken stop) =>
        new Answer<Invitation>(await new ResendInvitation(id).RunAsync(db, outbox, request, modules, stop))
            .Then(request.Href.Store(Home), "Sent again. Only the newest link works.");

    private static async Task<Answer<Invitation>> Withdraw(
        Guid id, OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop) =>
        new Answer<Invitation>(await new WithdrawInvitation(id).RunAsync(db, request, modules, stop))
            .Then(request.Href.Store(Home), "The invitation is withdrawn.");

    private static async Task<Answer<OfferOwnership.Result>> Offer(
        Guid id, OfferOwnership offer, OrionDb db, PlatformDb platform, RequestContext request, ModuleRegistry modules, AccountMails mails, CancellationToken stop) =>
        new Answer<OfferOwnership.Result>(await offer.RunAsync(id, db, platform, request, modules, mails, stop))
            .Created(request.Href.Api(Face.Store, "/ownership")).Then(request.Href.Store("/ownership"), "Offered. They are told by mail, and confirm it in their dashboard.");

    private static async Task<Answer<LeaveTeam.Result>> Leave(
        LeaveTeam leave, OrionDb db, PlatformDb platform, RequestContext request, ModuleRegistry modules, PrincipalCache principals, CancellationToken stop)
    {
        var outcome = await leave.RunAsync(db, platform, request, modules, stop);
        if (outcome.Refusal is null) db.AfterCommit(() => principals.Forget(Face.Store, request.Principal.Claims!));
        return new Answer<LeaveTeam.Result>(outcome).Cookie(CookieNames.Session(request), null, null).Leaving()
            .Then(request.Href.Store("/login"), "You have left the team.");
    }

    private static async Task<Answer<ShowOwnership.Result>> Ownership(
        OrionDb db, PlatformDb platform, RequestContext request, CancellationToken stop) =>
        new(await new ShowOwnership().RunAsync(db, platform, request, stop), m => OwnershipPage.Create(m));

    private static async Task<Answer<ConfirmOwnership.Result>> Confirm(
        OrionDb db, PlatformDb platform, RequestContext request, ModuleRegistry modules, AccountMails mails, CancellationToken stop) =>
        new Answer<ConfirmOwnership.Result>(await new ConfirmOwnership().RunAsync(db, platform, request, modules, mails, stop))
            .Then(request.Href.Store(), $"You own {request.Store.Name} now.");

    private static async Task<Answer<DropOwnership.Result>> Drop(
        OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop) =>
        new Answer<DropOwnership.Result>(await new DropOwnership().RunAsync(db, request, modules, stop))
            .Then(request.Href.Store(), "Nothing changes: the offer is gone.");

    private static async Task<Answer<ShowInvitation.Result>> Invited(
        string token, PlatformDb db, RequestContext request, CancellationToken stop) =>
        new(await new ShowInvitation(token).RunAsync(db, request, stop), m => InvitationPage.Create(m));

    private static async Task<Answer<AcceptInvitation.Result>> Accept(
        string token, AcceptInvitation accept, PlatformDb db, RequestContext request, ModuleRegistry modules, SignInCheck check,
        Passwords passwords, CancellationToken stop) =>
        new Answer<AcceptInvitation.Result>(await accept.RunAsync(token, db, request, modules, check, passwords, stop))
            .Then(request.Href.Store("/login"), $"You are in the team of {request.Store.Name}. Sign in to begin.");
}
