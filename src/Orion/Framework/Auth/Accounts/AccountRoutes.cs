using Orion.Framework.Auth.Sessions;
using Orion.Framework.Web.Shell;

namespace Orion.Framework.Auth.Accounts;

/// <summary>What people do with their passwords and addresses, the same on every face.</summary>
public static class AccountRoutes
{
    /// <summary>Adds them to the routes of a face.</summary>
    public static void AddAccountRecovery(this FaceRoutes routes)
    {
        routes.Pages.Get("/password-reset", AskAddress).Public();
        routes.Pages.Post("/password-reset", Ask).Public().Form(AskAddress).OwnTransactions();
        routes.Api.Post("/auth/password-reset", Ask).Public().OwnTransactions()
            .Describe("Ask for a link that sets a new password; the answer is the same for known and unknown addresses.");
        routes.Pages.Get("/password", AskPassword).Public();
        routes.Pages.Post("/password", Set).Public().Form(AskPassword).OwnTransactions();
        routes.Api.Put("/auth/password-reset", Set).Public().OwnTransactions().Describe("Set a password with the token of a mailed link; all sessions end.");
        routes.Pages.Get("/email-confirmation", AskConfirmation).Public();
        routes.Pages.Post("/email-confirmation", Confirm).Public().Form(AskConfirmation).OwnTransactions();
        routes.Pages.Get("/account/password", AskChange).Requires(Principal.Own);
        routes.Post("/account/password", Change).Requires(Principal.Own).Form(AskChange).OwnTransactions()
            .Describe("Change one's own password; all other sessions end.");
        routes.Pages.Get("/account/email", AskEmail).Requires(Principal.Own);
        routes.Post("/account/email", MoveEmail).Requires(Principal.Own).Form(AskEmail).OwnTransactions()
            .Describe("Ask for another e-mail address; a link goes to the new one.");
        routes.Post("/account/email-verification", AskProof).Requires(Principal.Own).OwnTransactions()
            .Describe("Ask for a link that proves one's address.");
    }

    private static readonly Field Address = new("email", "E-mail address", Type: "email") { Required = true, Autocomplete = "username", MaxLength = 254 };

    private static Field New(string name) => new(name, "New password", Type: "password")
    {
        Required = true,
        Autocomplete = "new-password",
        MaxLength = PasswordRules.Longest,
        Hint = PasswordRules.Hint
    };

    private static Field Current(string name) => new(name, "Your password now", Type: "password")
    {
        Required = true,
        Autocomplete = "current-password",
        MaxLength = PasswordRules.Longest
    };

    private static string To(RequestContext request, string path) => request.Href.To(request.Face, path);

    private static Answer<AskForm> Page(RequestContext request, AskForm form) => new(form, f => AskForm.Page(f, request.Face));

    private static Answer<AskForm> AskAddress(RequestContext request) => Page(request, new AskForm(
        "Choose a new password", "Enter the e-mail address of your account. A link comes by mail.", To(request, "/password-reset"), "Send the link")
    {
        Fields = [Address],
        Links = [("Back to signing in", To(request, "/login"))]
    });

    private static async Task<Answer<MailedAnswer>> Ask(
        RequestPasswordReset ask, IEnumerable<IAccountStore> stores, RequestContext request, AccountMails mails, SignInLimits limits,
        CancellationToken stop) => new Answer<MailedAnswer>(await ask.RunAsync(stores, request, mails, limits, stop))
            .WithStatus(StatusCodes.Status202Accepted).Then(To(request, "/login"), RequestPasswordReset.Said);

    private static async Task<Answer<AskForm>> AskPassword(
        string? token, IEnumerable<IAccountStore> stores, RequestContext request, CancellationToken stop)
    {
        token ??= request.Form.Value("token");
        var isGood = await stores.For(request.Face).PeekAsync(token, stop) is { Purpose: LinkPurpose.Password };
        return Page(request, new AskForm(
            "Choose a password", isGood ? "You will be signed out everywhere else." : "This link is no longer good.", To(request, "/password"), "Set the password")
        {
            Fields = [New("password")],
            Token = token,
            IsClosed = !isGood,
            Links = isGood ? [] : [("Ask for a new link", To(request, "/password-reset"))]
        });
    }

    private static async Task<Answer<SignedOut>> Set(
        SetPassword set, IEnumerable<IAccountStore> stores, IEnumerable<ISessionStore> sessions, RequestContext request, Passwords passwords,
        AccountMails mails, PrincipalCache principals, CancellationToken stop) =>
        new Answer<SignedOut>(await set.RunAsync(stores, sessions, request, passwords, mails, principals, stop))
            .WithStatus(StatusCodes.Status204NoContent).Then(To(request, "/login"), "Your password is set. Sign in with it.");

    private static async Task<Answer<AskForm>> AskConfirmation(
        string? token, IEnumerable<IAccountStore> stores, RequestContext request, CancellationToken stop)
    {
        token ??= request.Form.Value("token");
        var link = await stores.For(request.Face).PeekAsync(token, stop);
        var (lead, button) = link?.Purpose switch
        {
            LinkPurpose.Verify => ($"Is {link.Email} your address?", "Yes, it is mine"),
            LinkPurpose.Email => ($"Use {link.Email} for your account from now on?", "Yes, use it"),
            LinkPurpose.Undo => ($"Take {link.Email} back? All sessions end, and a link comes by mail with which you choose a new password.", "Take it back"),
            LinkPurpose.SignUp => ($"Open the account for {link.Email}?", "Open my account"),
            _ => ("This link is no longer good.", "")
        };
        return Page(request, new AskForm("Your e-mail address", lead, To(request, "/email-confirmation"), button)
        {
            Token = token,
            IsClosed = button.Length == 0,
            Links = [("Sign in", To(request, "/login"))]
        });
    }

    private static async Task<Answer<ConfirmEmail.Result>> Confirm(
        ConfirmEmail confirm, IEnumerable<IAccountStore> stores, IEnumerable<ISessionStore> sessions, RequestContext request, AccountMails mails,
        PrincipalCache principals, CancellationToken stop)
    {
        var outcome = await confirm.RunAsync(stores, sessions, request, mails, principals, stop);
        var (next, said) = outcome.Value?.Purpose switch
        {
            LinkPurpose.Undo => ("/login", "The address is yours again. A link is on its way to it, with which you choose a new password."),
            LinkPurpose.SignUp => ("/login", "Your account is open. Sign in."),
            _ => (request.Principal == Principal.Nobody ? "/login" : "/account", "Your address is confirmed.")
        };
        return new Answer<ConfirmEmail.Result>(outcome).Then(To(request, next), said);
    }

    private static Answer<AskForm> AskChange(RequestContext request) => Page(request, new AskForm(
        "Change your password", "You will be signed out everywhere else, and told by mail.", To(request, "/account/password"), "Change it")
    {
        Fields = [Current("currentPassword"), New("newPassword")],
        Links = [("Back to your account", To(request, "/account"))]
    });

    private static async Task<Answer<SignedOut>> Change(
        ChangePassword change, IEnumerable<IAccountStore> stores, IEnumerable<ISessionStore> sessions, RequestContext request, Passwords passwords,
        OwnPassword own, AccountMails mails, PrincipalCache principals, CancellationToken stop) =>
        new Answer<SignedOut>(await change.RunAsync(stores, sessions, request, passwords, own, mails, principals, stop))
            .WithStatus(StatusCodes.Status204NoContent).Then(To(request, "/account"), "Your password is changed.");

    private static async Task<Answer<MailedAnswer>> AskProof(
        IEnumerable<IAccountStore> stores, RequestContext request, AccountMails mails, SignInLimits limits, CancellationToken stop) =>
        new Answer<MailedAnswer>(await new RequestProof().RunAsync(stores, request, mails, limits, stop))
            .WithStatus(StatusCodes.Status202Accepted).Then(To(request, "/account"), RequestProof.Said);

    private static Answer<AskForm> AskEmail(RequestContext request) => Page(request, new AskForm(
        "Change your e-mail address", "A link goes to the new address. Nothing changes until you use it.", To(request, "/account/email"), "Send the link")
    {
        Fields = [Address with { Label = "New e-mail address", Autocomplete = "email" }, Current("password")],
        Links = [("Back to your account", To(request, "/account"))]
    });

    private static async Task<Answer<MailedAnswer>> MoveEmail(
        ChangeEmail change, IEnumerable<IAccountStore> stores, RequestContext request, OwnPassword own, AccountMails mails, CancellationToken stop) =>
        new Answer<MailedAnswer>(await change.RunAsync(stores, request, own, mails, stop))
            .WithStatus(StatusCodes.Status202Accepted).Then(To(request, "/account"), ChangeEmail.Said);
}
