using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Framework.Auth.Sessions;

namespace Orion.Features.Customers.Sessions;

/// <summary>A sign-in of a customer.</summary>
[Unaudited("Signing in and out are written as such.")]
public sealed class CustomerSession : Session, IStoreOwned
{
    private CustomerSession()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid CustomerId { get; private set; }

    /// <summary>Begins a session.</summary>
    public static CustomerSession Begin(Guid customer, SessionStart? start = null)
    {
        var session = new CustomerSession { CustomerId = customer };
        if (start is not null) session.Begin(start);
        return session;
    }
}

internal sealed class CustomerSessionMapping : IEntityTypeConfiguration<CustomerSession>
{
    public void Configure(EntityTypeBuilder<CustomerSession> builder)
    {
        builder.ToTable("customer_sessions");
        builder.Property(s => s.UserAgent).HasMaxLength(Session.LongestUserAgent);
        builder.HasIndex(s => new { s.StoreId, s.CustomerId });
        builder.HasOne<Customer>().WithMany().HasForeignKey(s => new { s.StoreId, s.CustomerId });
    }
}
