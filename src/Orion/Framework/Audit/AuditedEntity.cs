using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Orion.Framework.Currencies;

namespace Orion.Framework.Audit;

/// <summary>What the log must know of a kind of entity; found out once.</summary>
internal sealed partial class AuditedEntity
{
    private static readonly ConditionalWeakTable<IReadOnlyEntityType, AuditedEntity> Known = [];

    private static readonly string[] Silent =
        [nameof(IStoreOwned.StoreId), nameof(ITimestamped.CreatedAt), nameof(ITimestamped.UpdatedAt)];

    private static readonly string[] Names = ["Name", "Title", "Email", "Host", "Code", "Number", "Slug"];

    private AuditedEntity(IReadOnlyEntityType type)
    {
        IsAudited = type.ClrType.GetCustomAttribute<UnauditedAttribute>() is null;
        Word = WordOf(type.ClrType.Name);
        var key = type.FindPrimaryKey()?.Properties ?? [];
        IdProperty = key.FirstOrDefault(p => p.ClrType == typeof(Guid) && p.Name != nameof(IStoreOwned.StoreId))
            ?? key.FirstOrDefault(p => p.ClrType == typeof(Guid));
        NameProperty = Names.Select(type.FindProperty).FirstOrDefault(p => p is not null);
        Properties =
        [
            .. type.GetProperties()
                .Where(p => !p.IsPrimaryKey() && !p.IsConcurrencyToken && !p.IsShadowProperty() && !Silent.Contains(p.Name))
                .Select(p => new AuditedProperty(p.Name, JsonNamingPolicy.CamelCase.ConvertName(p.Name), IsUndisclosed(p)))
        ];
        Amounts = [.. type.GetComplexProperties().Where(p => p.ClrType == typeof(Money)).Select(p => p.Name)];
        Parents = [.. type.GetForeignKeys().Where(k => k.Properties.Count == 2 && k.PrincipalEntityType.ClrType.IsAssignableTo(typeof(IStoreOwned)))];
    }

    public bool IsAudited { get; }

    /// <summary>The entity's word, such as <c>product-variant</c>.</summary>
    public string Word { get; }

    public IReadOnlyProperty? IdProperty { get; }

    public IReadOnlyProperty? NameProperty { get; }

    public IReadOnlyList<AuditedProperty> Properties { get; }

    /// <summary>Names of the properties that are money.</summary>
    public IReadOnlyList<string> Amounts { get; }

    /// <summary>The keys by which it belongs to other things of its store.</summary>
    public IReadOnlyList<IReadOnlyForeignKey> Parents { get; }

    public static AuditedEntity Of(IReadOnlyEntityType type) => Known.GetValue(type, static t => new AuditedEntity(t));

    /// <summary>The word for a kind of entity: <c>ProductVariant</c> is a <c>product-variant</c>.</summary>
    public static string WordOf(string type) => Humps().Replace(type, "-").ToLowerInvariant();

    /// <summary>Marked, or bytes, or called like a secret: one that nobody thought of marking stays out too.</summary>
    private static bool IsUndisclosed(IReadOnlyProperty property) =>
        property.PropertyInfo?.GetCustomAttribute<UndisclosedAttribute>() is not null
        || property.ClrType == typeof(byte[]) || SecretName().IsMatch(property.Name);

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Humps();

    [GeneratedRegex("Password|Hash|Token|Secret|PrivateKey|Recovery|Totp|Salt")]
    private static partial Regex SecretName();
}

/// <summary>A property as the log writes it.</summary>
/// <param name="Name">In the model.</param>
/// <param name="Word">In the log's JSON.</param>
/// <param name="IsUndisclosed">Only that it changed is written.</param>
internal sealed record AuditedProperty(string Name, string Word, bool IsUndisclosed);
