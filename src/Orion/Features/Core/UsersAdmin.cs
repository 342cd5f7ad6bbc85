using Carter;
using Orion.Features.Core.Admins;
using Orion.Framework.Auth;
using Orion.Framework.Auth.Accounts;
using Orion.Framework.Auth.Sessions;

namespace Orion.Features.Core;

/// <summary>The people of the console: who they are, and what they may do.</summary>
public sealed class UsersAdmin : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var users = app.Admin("core").Requires("users.view");
        users.Get("/users", List).Describe("Who works at the console; with q, everybody by name or address.");
        users.Get("/users/{id:guid}", Show).Describe("One person.");
        users.Requires("users.edit");
        users.Pages.Get("/users/new", New);
        users.Post("/users", Appoint).Form(New).Describe("Let a person work at the console; a link to choose a password goes by mail.");
        users.Patch("/users/{id:guid}", Change).Form(Show).Describe("Give a person another role, or none.");
        users.Post("/users/{id:guid}/mail", Remind).Form(Show).Describe("Send the link for the first password again.");
        users.Delete("/users/{id:guid}/access", Disable).Form(Show).Describe("Shut a person out everywhere.");
        users.Put("/users/{id:guid}/access", Enable).Form(Show).Describe("Let a person in again.");
        users.Post("/users/{id:guid}/second-factor-reset", Reset).Form(Show).Describe("Turn off the second factor of somebody who lost it.");
    }

    private static async Task<Answer<ListUsers.Result>> List(
        [AsParameters] ListUsers list, PlatformDb db, RequestContext request, CancellationToken stop) =>
        new(await list.RunAsync(db, request, stop), m => UsersPage.Create(m), m => _UserList.Create(m));

    private static async Task<Answer<ListUsers.Row>> Show(Guid id, PlatformDb db, RequestContext request, CancellationToken stop) =>
        new(await new ShowUser(id).RunAsync(db, request, stop), m => UserPage.Create(m));

    private static Answer<NewUserForm> New() => new(new NewUserForm(), m => NewUserPage.Create(m));

    private static async Task<Answer<ListUsers.Row>> Appoint(
        AppointUser appoint, PlatformDb db, RequestContext request, AccountMails mails, CancellationToken stop)
    {
        var outcome = await appoint.RunAsync(db, request, mails, stop);
        return Done(outcome, outcome.Value?.Id, request, outcome.Value?.Status == "invited"
            ? "A link to choose a password is on its way." : "They are told by mail, and sign in with the password that they have.")
            .Created(request.Href.Api(Face.Admin, $"/users/{outcome.Value?.Id}"));
    }

    private static async Task<Answer<ListUsers.Row>> Change(
        Guid id, ChangeUserRole change, PlatformDb db, RequestContext request, CancellationToken stop) =>
        Done(await change.RunAsync(id, db, request, stop), id, request, "The role is changed.");

    private static async Task<Answer<ListUsers.Row>> Remind(
        Guid id, PlatformDb db, RequestContext request, AccountMails mails, CancellationToken stop) =>
        Done(await new RemindUser(id).RunAsync(db, request, mails, stop), id, request, "Another link is on its way.");

    private static async Task<Answer<ListUsers.Row>> Disable(
        Guid id, PlatformDb db, RequestContext request, IEnumerable<ISessionStore> sessions, PrincipalCache principals, CancellationToken stop) =>
        Done(await new DisableUser(id).RunAsync(db, request, sessions, principals, stop), id, request, "Shut out everywhere, within seconds.");

    private static async Task<Answer<ListUsers.Row>> Enable(Guid id, PlatformDb db, RequestContext request, CancellationToken stop) =>
        Done(await new EnableUser(id).RunAsync(db, request, stop), id, request, "They can sign in again.");

    private static async Task<Answer<ListUsers.Row>> Reset(
        Guid id, ResetUserSecondFactor reset, PlatformDb db, RequestContext request, AccountMails mails, IEnumerable<ISessionStore> sessions,
        PrincipalCache principals, CancellationToken stop) =>
        Done(await reset.RunAsync(id, db, request, mails, sessions, principals, stop), id, request, "The second factor is off, and they are told.");

    private static Answer<ListUsers.Row> Done(Outcome<ListUsers.Row> outcome, Guid? id, RequestContext request, string saying) =>
        new Answer<ListUsers.Row>(outcome).Then(request.Href.Admin($"/users/{id}"), saying);
}
