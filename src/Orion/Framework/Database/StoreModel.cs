using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Orion.Framework.Currencies;

namespace Orion.Framework.Database;

/// <summary>An entity that belongs to one store. Its key is (store_id, id); its foreign keys and uniques begin with store_id.</summary>
public interface IStoreOwned
{
    /// <summary>The store; set when the entity is saved.</summary>
    Guid StoreId { get; }
}

/// <summary>An entity that is put aside rather than deleted.</summary>
public interface ISoftDeleted
{
    /// <summary>When it was deleted, or null.</summary>
    DateTimeOffset? DeletedAt { get; }
}

/// <summary>An entity that knows when it came into being and when it last changed; both are set when it is saved.</summary>
public interface ITimestamped
{
    /// <summary>When it was made.</summary>
    DateTimeOffset CreatedAt { get; }

    /// <summary>When it last changed.</summary>
    DateTimeOffset UpdatedAt { get; }
}

/// <summary>What holds for every entity, so that no mapping can forget it.</summary>
internal static class StoreModel
{
    /// <summary>The name of the filter that keeps stores apart.</summary>
    public const string TenantFilter = "tenant";

    /// <summary>The name of the filter that hides what was deleted.</summary>
    public const string SoftDeletedFilter = "soft-deleted";

    public static void BeforeMapping(ModelBuilder model, Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IStoreOwned))))
        {
            if (type.GetProperty("Id") is null) continue;
            model.Entity(type).HasKey(nameof(IStoreOwned.StoreId), "Id");
            model.Entity(type).Property("Id").ValueGeneratedNever();
        }
    }

    public static void AfterMapping(ModelBuilder model, OrionDb db)
    {
        foreach (var type in model.Model.GetEntityTypes().ToList())
        {
            if (type.ClrType.IsAssignableTo(typeof(IStoreOwned)) && db.IsStoreScoped)
                Filter(model, type.ClrType, TenantFilter, StoreEquals(type.ClrType, db));
            if (type.ClrType.IsAssignableTo(typeof(ISoftDeleted)))
                Filter(model, type.ClrType, SoftDeletedFilter, NotDeleted(type.ClrType));
            foreach (var money in type.GetComplexProperties().Where(p => p.ClrType == typeof(Money)))
                money.ComplexType.FindProperty(nameof(Money.Currency))!.SetColumnType("char(3)");
        }
    }

    public static void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.ComplexProperties<Money>();
        conventions.Properties<string>().HaveMaxLength(4000);
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        conventions.Properties<Dictionary<string, JsonElement>>()
            .HaveConversion<MetadataConverter, MetadataComparer>().HaveColumnType("jsonb");
    }

    private static void Filter(ModelBuilder model, Type type, string name, LambdaExpression filter) =>
        model.Entity(type).HasQueryFilter(name, filter);

    private static LambdaExpression StoreEquals(Type type, OrionDb db)
    {
        var entity = Expression.Parameter(type, "e");
        var store = Expression.Property(Expression.Constant(db, typeof(OrionDb)), nameof(OrionDb.StoreId));
        return Expression.Lambda(Expression.Equal(Expression.Property(entity, nameof(IStoreOwned.StoreId)), store), entity);
    }

    private static LambdaExpression NotDeleted(Type type)
    {
        var entity = Expression.Parameter(type, "e");
        var deleted = Expression.Property(entity, nameof(ISoftDeleted.DeletedAt));
        return Expression.Lambda(Expression.Equal(deleted, Expression.Constant(null, typeof(DateTimeOffset?))), entity);
    }

    private sealed class MetadataConverter() : ValueConverter<Dictionary<string, JsonElement>, string>(
        value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web),
        text => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text, JsonSerializerOptions.Web) ?? new());

    /// <summary>Without a comparer, changes in place would not be saved.</summary>
    private sealed class MetadataComparer() : ValueComparer<Dictionary<string, JsonElement>>(
        (a, b) => JsonSerializer.Serialize(a, JsonSerializerOptions.Web) == JsonSerializer.Serialize(b, JsonSerializerOptions.Web),
        value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web).GetHashCode(StringComparison.Ordinal),
        value => value.ToDictionary(e => e.Key, e => e.Value.Clone()));
}
