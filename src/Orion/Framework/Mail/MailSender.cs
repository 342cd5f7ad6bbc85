namespace Orion.Framework.Mail;

/// <summary>In whose name a mail goes out: a store's, or a platform's for those who operate it.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Host">Its host, from its own record.</param>
/// <param name="PlatformHost">The host of its platform, which mail is sent from.</param>
public sealed record MailSender(Guid Id, string Name, string Host, string PlatformHost)
{
    /// <summary>A store.</summary>
    public static implicit operator MailSender(TenantInfo store) =>
        new(store.Id, store.Name, StoreAddress.HostOf(store), store.Platform.PrimaryHost);
}
