using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Framework.Auth.Accounts;
using Orion.Framework.Jobs;

namespace Orion.Features.Customers;

/// <summary>A customer has proved that their address is theirs: what was bought with it without signing in is theirs, too.</summary>
public sealed record CustomerEmailProved(Guid CustomerId, string Email) : IEvent;

/// <summary>A link that was mailed to a customer, or to somebody who signs up.</summary>
[Unaudited("Technical: what a link does is written when it is used.")]
[NeverTaken("ix_customer_links_store_id_hash", "The hash of random bits.")]
public sealed class CustomerLink : AccountLink, IStoreOwned
{
    public Guid StoreId { get; private set; }
}

/// <summary>The accounts of a store's customers.</summary>
public sealed class CustomerAccounts(OrionDb db, RequestContext request, Outbox outbox) : AccountStore<CustomerLink>(db, request)
{
    private readonly OrionDb db = db;
    private readonly RequestContext request = request;

    public override bool Keeps(Face face) => face == Face.Shop;

    public override Task<AccountHolder?> FindAsync(string email, CancellationToken stop) =>
        HolderAsync(db.Set<Customer>().Where(c => c.Email == email), stop);

    public override Task<AccountHolder?> FindAsync(Guid person, CancellationToken stop) =>
        HolderAsync(db.Set<Customer>().Where(c => c.Id == person), stop);

    public override async Task<bool> SetEmailAsync(Guid person, string email, CancellationToken stop)
    {
        if (await db.Set<Customer>().AnyAsync(c => c.Email == email && c.Id != person, stop)) return false;
        Prove(await db.Set<Customer>().SingleAsync(c => c.Id == person, stop), email);
        await db.SaveChangesAsync(stop);
        return true;
    }

    public override async Task<Guid?> SignUpAsync(LinkHolder link, CancellationToken stop)
    {
        var customer = await db.Set<Customer>().FirstOrDefaultAsync(c => c.Email == link.Email, stop);
        if (customer is { PasswordHash.Length: > 0 }) return null;
        if (customer is null) db.Add(customer = Customer.Register(request.Store.Id, link.Email, link.Name!, link.PasswordHash));
        else customer.SetPassword(link.PasswordHash!);
        Prove(customer, link.Email);
        await db.SaveChangesAsync(stop);
        return customer.Id;
    }

    protected override async Task WritePasswordAsync(Guid person, string hash, bool proven, CancellationToken stop)
    {
        var customer = await db.Set<Customer>().SingleAsync(c => c.Id == person, stop);
        customer.SetPassword(hash);
        if (proven) Prove(customer, customer.Email);
        await db.SaveChangesAsync(stop);
    }

    private void Prove(Customer customer, string email)
    {
        customer.ProveEmail(email, request.Now);
        outbox.Raise(new CustomerEmailProved(customer.Id, email));
    }

    private static Task<AccountHolder?> HolderAsync(IQueryable<Customer> customers, CancellationToken stop) => customers.AsNoTracking()
        .Select(c => new AccountHolder(c.Id, c.Email, c.Name, c.PasswordHash, c.EmailVerifiedAt != null)).FirstOrDefaultAsync(stop);
}

internal sealed class CustomerLinkMapping : IEntityTypeConfiguration<CustomerLink>
{
    public void Configure(EntityTypeBuilder<CustomerLink> builder)
    {
        builder.ToTable("customer_links");
        builder.Property(l => l.Purpose).HasConversion<string>().HasMaxLength(16);
        builder.Property(l => l.Email).HasMaxLength(254);
        builder.Property(l => l.Name).HasMaxLength(120);
        builder.Property(l => l.PasswordHash).HasMaxLength(80);
        builder.HasIndex(l => new { l.StoreId, l.Hash }).IsUnique();
        builder.HasIndex(l => new { l.StoreId, l.PersonId });
        builder.HasOne<Customer>().WithMany().HasForeignKey(l => new { l.StoreId, l.PersonId });
    }
}
