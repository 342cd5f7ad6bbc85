using Orion.Framework.Mail;

namespace Orion.Framework.Auth.Accounts;

/// <summary>The words of mails about accounts, and what their links do.</summary>
internal static class AccountMailText
{
    private const string NotYou = "If this wasn't you, you need do nothing: without the link nothing happens.";

    private const string NotYouChoose = "If this wasn't you, choose a new password now.";

    /// <summary>What the mail's link does and for how long; null for a mail without one.</summary>
    public static (LinkPurpose Purpose, TimeSpan Life)? LinkOf(AccountMailKind kind) => kind switch
    {
        AccountMailKind.Reset => (LinkPurpose.Password, TimeSpan.FromHours(1)),
        AccountMailKind.Verify => (LinkPurpose.Verify, TimeSpan.FromDays(2)),
        AccountMailKind.NewEmail => (LinkPurpose.Email, TimeSpan.FromDays(1)),
        AccountMailKind.EmailChanged => (LinkPurpose.Undo, TimeSpan.FromDays(7)),
        AccountMailKind.SignUp => (LinkPurpose.SignUp, TimeSpan.FromDays(1)),
        AccountMailKind.Appointed => (LinkPurpose.Password, TimeSpan.FromDays(7)),
        _ => null
    };

    public static NoticeMail Write(AccountMailRequest asked, string place, bool known, string address, string? token, string language)
    {
        (string Subject, string[] Sentences, string? Button, string Path) said = asked.Kind switch
        {
            AccountMailKind.Reset => (
                "Choose a new password", new[] { $"Somebody asked for a new password for your account at {place}. The link is good once, for an hour.", NotYou },
                "Choose a new password", "/password?token="),
            AccountMailKind.PasswordChanged => (
                "Your password was changed", [$"The password of your account at {place} was changed, and all other sessions were ended.",
                    "If this wasn't you, choose a new password now."],
                "Choose a new password", "/password-reset"),
            AccountMailKind.Verify => (
                "Is this your address?", [$"Your account at {place} has this e-mail address. Say that it is yours. The link is good once, for two days.", NotYou],
                "Yes, it is mine", "/email-confirmation?token="),
            AccountMailKind.NewEmail => (
                "Is this your new address?", [$"Your account at {place} is to have this e-mail address. The link is good once, for a day.", NotYou],
                "Yes, use it", "/email-confirmation?token="),
            AccountMailKind.EmailChanged => (
                "Your e-mail address was changed", [$"Your account at {place} now has another e-mail address.",
                    "If this wasn't you, take this address back: for seven days this link does it, ends all sessions and makes you choose a new password."],
                "Take this address back", "/email-confirmation?token="),
            AccountMailKind.Appointed when known => (
                $"You work at the console of {place} now", ["An operator gave you access to the console. Sign in with the password that you have."],
                "Sign in", "/login"),
            AccountMailKind.Appointed => (
                $"You work at the console of {place} now", ["An operator gave you access to the console. Choose your password. The link is good once, for seven days."],
                "Choose your password", "/password?token="),
            AccountMailKind.SecondFactorReset => (
                "Your second factor was reset",
                [$"An operator of {place} turned off the second factor of your account, and all your sessions were ended. Your password is enough to sign in now; set up the second factor again.",
                    $"The reason given: {asked.Note}", "If you didn't ask for this, answer to the operators at once and choose a new password."],
                null, ""),
            AccountMailKind.SecondFactorOn => (
                "Your second factor is on", [$"From now on, signing in to your account at {place} asks for a code from your app. All other sessions were ended.", NotYouChoose],
                "Choose a new password", "/password-reset"),
            AccountMailKind.SecondFactorOff => (
                "Your second factor is off", [$"Signing in to your account at {place} no longer asks for a code. All other sessions were ended.", NotYouChoose],
                "Choose a new password", "/password-reset"),
            AccountMailKind.RecoveryCodesMade => (
                "You have new recovery codes", [$"New recovery codes were made for your account at {place}. The former ones are no longer good.", NotYouChoose],
                "Choose a new password", "/password-reset"),
            AccountMailKind.RecoveryCodeUsed => (
                "A recovery code was used", [$"Somebody signed in to your account at {place} with your password and a recovery code. That code is used up.", NotYouChoose],
                "Choose a new password", "/password-reset"),
            AccountMailKind.OwnershipOffered => (
                $"{place} is offered to you", [$"{asked.Note} wants to hand {place} over to you. You own it when you confirm that in the dashboard, within seven days.",
                    "If you don't want it, say no there, or do nothing."],
                "Look at the offer", "/ownership"),
            AccountMailKind.OwnershipTaken => (
                $"{asked.Note} owns {place} now", [$"{asked.Note} confirmed your offer and is an owner of {place} from now on."],
                "Look at the team", "/settings/team"),
            AccountMailKind.SignUp when known => (
                $"You have an account at {place}", ["Somebody, perhaps you, tried to sign up with this address. There is an account already: sign in, or choose a new password."],
                "Choose a new password", "/password-reset"),
            _ => (
                $"Confirm your account at {place}", ["One more step: confirm that this address is yours. The link is good once, for a day.", NotYou],
                "Confirm", "/email-confirmation?token=")
        };
        var (subject, sentences, button, path) = said;
        var link = button is null ? null : address + path + (path.EndsWith('=') ? token : "");
        return new NoticeMail(language, place, subject, sentences, button, link);
    }
}
