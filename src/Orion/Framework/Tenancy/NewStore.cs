using Orion.Framework.Database;

namespace Orion.Framework.Tenancy;

/// <summary>A store that is coming into being, in the transaction that opens it.</summary>
public sealed class NewStore(PlatformDb db, Guid id, string currency, string country)
{
    /// <summary>The key of the store.</summary>
    public Guid Id { get; } = id;

    /// <summary>ISO 4217 code of its currency.</summary>
    public string Currency { get; } = currency;

    /// <summary>ISO 3166-1 alpha-2 code of the country that it sells from.</summary>
    public string Country { get; } = country;

    /// <summary>Adds a row that belongs to the store; the operator's context is for no store, so it is said here.</summary>
    public void Add(IStoreOwned entity)
    {
        var entry = db.Entry(entity);
        entry.Property(nameof(IStoreOwned.StoreId)).CurrentValue = Id;
        entry.State = EntityState.Added;
    }
}

/// <summary>What a module puts into every new store, whether or not the module is on: it may be switched on later.</summary>
public interface IStoreSetup
{
    /// <summary>Adds rows by <see cref="NewStore.Add"/>; saved, or dropped, with the store itself.</summary>
    void SetUp(NewStore store);
}
