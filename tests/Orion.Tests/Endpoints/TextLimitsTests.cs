using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Orion.Framework.Database;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Endpoints;

/// <summary>
/// Every text that a request can bring, found by its type: what its check lets through fits the column in which it ends. PostgreSQL
/// counts code points there, and so does this; space around a text isn't stored.
/// </summary>
public sealed class TextLimitsTests(OrionApp app) : IClassFixture<OrionApp>
{
    /// <summary>The columns in which a member's text ends, by entity and property.</summary>
    private static readonly Dictionary<string, string[]> Columns = new()
    {
        ["CreateProduct.name"] = ["Product.Name", "ProductDocument.Name", "OrderItem.Name"],
        ["CreateProduct.slug"] = ["Product.Slug", "ProductDocument.Slug", "OrderItem.Slug"],
        ["CreateProduct.summary"] = ["Product.Summary"],
        ["CreateProduct.description"] = ["Product.Description"],
        ["CreateProduct.sku"] = ["ProductVariant.Sku", "OrderItem.Sku"],
        ["CreateProduct.variants[0].sku"] = ["ProductVariant.Sku", "OrderItem.Sku"],
        ["ChangeProduct.name"] = ["Product.Name", "ProductDocument.Name", "OrderItem.Name"],
        ["ChangeProduct.slug"] = ["Product.Slug", "ProductDocument.Slug", "OrderItem.Slug"],
        ["ChangeProduct.summary"] = ["Product.Summary"],
        ["ChangeProduct.description"] = ["Product.Description"],
        ["ChangeProduct.variants[0].sku"] = ["ProductVariant.Sku", "OrderItem.Sku"],
        ["ChangePicture.alt"] = ["ProductImage.Alt", "ProductDocument.ImageAlt"],
        ["SignUp.name"] = ["Customer.Name", "CustomerLink.Name"],
        ["SignUp.email"] = ["Customer.Email", "CustomerLink.Email"],
        ["AskForCode.email"] = ["CustomerCode.Email"],
        ["AskForSupport.reason"] = ["SupportGrant.Reason"],
        ["BreakGlass.reason"] = ["SupportGrant.Reason"],
        ["FulfillOrder.carrier"] = ["Fulfillment.Carrier"],
        ["FulfillOrder.trackingNumber"] = ["Fulfillment.TrackingNumber"],
        ["SendMailAgain.email"] = ["Order.Email"],
        ["PlaceOrder.email"] = ["Order.Email"],
        ["PlaceOrder.shippingMethod"] = ["Order.ShippingMethod"],
        ["PlaceOrder.payment.provider"] = ["Payment.Provider"],
        ["InviteMember.email"] = ["TeamInvitation.Email", "User.Email"],
        ["AcceptInvitation.name"] = ["User.Name", "Fulfillment.Actor", "OrderStatusChange.Actor", "SupportGrant.AsName", "SupportGrant.AnsweredBy"],
        ["MakeApiKey.name"] = ["ApiKey.Name", "Fulfillment.Actor", "OrderStatusChange.Actor"],
        ["SaveRole.name"] = ["TeamRole.Name"],
        ["SaveRole.description"] = ["TeamRole.Description"],
        ["AppointUser.email"] = ["User.Email", "UserLink.Email", "Store.SuspendedBy", "Store.OpenedBy", "PlatformModule.ChangedBy"],
        ["AppointUser.name"] = ["User.Name", "SupportGrant.OperatorName", "SupportGrant.EndedBy", "OrderStatusChange.Actor"],
        ["SuspendStore.reason"] = ["Store.SuspendedReason"],
        ["OpenStore.code"] = ["Store.Code"],
        ["OpenStore.name"] = ["Store.Name"],
        ["OpenStore.currency"] = ["Store.Currency"],
        ["OpenStore.culture"] = ["Store.Culture"],
        ["OpenStore.timeZone"] = ["Store.TimeZone"],
        ["OpenStore.country"] = ["Store.Country"],
        ["OpenStore.ownerEmail"] = ["User.Email", "Store.ContactEmail"],
        ["OpenStore.ownerName"] = ["User.Name"],
        ["ChangeEmail.email"] = ["User.Email", "UserLink.Email", "Customer.Email", "CustomerLink.Email"]
    };

    /// <summary>Texts that end in no column of a length, and why.</summary>
    private static readonly Dictionary<string, string> Unstored = new()
    {
        ["password"] = "Stored as a hash.",
        ["currentPassword"] = "Compared.",
        ["newPassword"] = "Stored as a hash.",
        ["ownerPassword"] = "Stored as a hash.",
        ["token"] = "Compared.",
        ["refreshToken"] = "Compared.",
        ["ticket"] = "Compared.",
        ["challenge"] = "Compared.",
        ["code"] = "Compared; a store's code has its row above.",
        ["version"] = "Compared.",
        ["role"] = "Names a role that there is.",
        ["moveTo"] = "Names a role that there is.",
        ["platform"] = "Names a platform that there is.",
        ["permissions[0]"] = "Names a permission that there is; an array of text.",
        ["amount"] = "Read as a number.",
        ["currency"] = "Compared with the store's; a store's own has its row above.",
        ["outcome"] = "Told to the gateway, which takes those that it knows.",
        ["SignIn.email"] = "Compared.",
        ["SignInCustomer.email"] = "Compared.",
        ["RequestPasswordReset.email"] = "Compared.",
        ["ResetUserSecondFactor.reason"] = "Goes into a mail and into the JSON of an audit entry.",
        ["DraftOrder"] = "Shown again; nothing is stored.",
        ["ChangeVariant"] = "Its row is a VariantChange, as those of ChangeProduct are.",
        ["PlaceOrder.shippingAddress"] = "JSON.",
        ["PlaceOrder.billingAddress"] = "JSON.",
        ["CreateProduct.choices[0]"] = "Options are JSON.",
        ["CreateProduct.variants[0].options"] = "Options are JSON.",
        ["ChangeProduct.variants[0].options"] = "Options are JSON.",
        ["ChangeProduct.variants[0].values[0]"] = "Options are JSON.",
        ["ChangeProduct.options[0]"] = "Options are JSON."
    };

    [Fact]
    public void What_is_checked_fits_where_it_is_stored()
    {
        List<string> wrong = [];
        var seen = 0;
        foreach (var (type, path) in Inputs().SelectMany(t => Texts(t).Select(p => (t, p))))
        {
            var member = $"{type.Name}.{path}";
            if (!Columns.TryGetValue(member, out var columns))
            {
                if (!IsUnstored(type.Name, path)) wrong.Add($"{member} has no column here");
                continue;
            }

            seen++;
            var most = columns.Min(LengthOf);
            var taken = Candidates(path, most).Where(text => IsTaken(type, path, text)).Select(t => t.Trim()).ToList();
            if (taken.Count == 0) wrong.Add($"{member} takes nothing");
            wrong.AddRange(taken.Where(t => t.EnumerateRunes().Count() > most).Take(1).Select(t => $"{member} takes {t.EnumerateRunes().Count()} characters; {string.Join(", ", columns)} hold {most}"));
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Equal(Columns.Count, seen);
    }

    private static bool IsUnstored(string type, string path) =>
        Unstored.Keys.Any(k => k == type || $"{type}.{path}" == k || $"{type}.{path}".StartsWith(k + ".", StringComparison.Ordinal) || k == path[(path.LastIndexOf('.') + 1)..]);

    private static IEnumerable<Type> Inputs() => typeof(IInput<>).Assembly.GetTypes()
        .Where(t => t.IsClass && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IInput<>))).OrderBy(t => t.Name, StringComparer.Ordinal);

    /// <summary>The names of a type's texts, as messages name their fields.</summary>
    private static IEnumerable<string> Texts(Type type)
    {
        var described = JsonSettings.Options.GetTypeInfo(type);
        foreach (var property in described.Properties)
            foreach (var text in Below(property.Name, property.PropertyType))
                yield return text;
    }

    private static IEnumerable<string> Below(string name, Type type)
    {
        if (type == typeof(string)) return [name];
        return JsonSettings.Options.GetTypeInfo(type) switch
        {
            { Kind: JsonTypeInfoKind.Object } => Texts(type).Select(t => $"{name}.{t}"),
            { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element } => Below(name + "[0]", element),
            { Kind: JsonTypeInfoKind.Dictionary } => [name],
            _ => []
        };
    }

    /// <summary>Texts around a length, in letters that are one and two UTF-16 units, as addresses of mail, and all codes that are known.</summary>
    private static IEnumerable<string> Candidates(string path, int most) =>
    [
        .. new[] { most - 1, most, most + 1, most + 2, 2 * most, 300_000 }.Where(n => n is > 0 and <= 300_000).SelectMany(n => new[] { new string('x', n), string.Concat(Enumerable.Repeat("😀", n)) }),
        .. new[] { 20, 253, 254, 255, 300, most, most + 1 }.Where(n => n is > 15 and < 1000).SelectMany(n => new[] { Mail(n), "  " + Mail(n) + " " }),
        "x", "USD", "US",
        .. path == "culture" ? CultureInfo.GetCultures(CultureTypes.AllCultures).Select(c => c.Name) : [],
        .. path == "timeZone" ? TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id) : []
    ];

    private static string Mail(int length)
    {
        var host = string.Concat(Enumerable.Repeat("abcdefghi.", length / 10)) + "test";
        return "a@" + host[Math.Max(0, host.Length - length + 2)..].TrimStart('.');
    }

    private static bool IsTaken(Type type, string path, string text)
    {
        var input = (IValidated)Body(path, text).Deserialize(type, JsonSettings.Options)!;
        var errors = new Errors();
        input.Validate(errors);
        (input as IChange)?.Check(errors);
        return errors.ToDictionary().Keys.All(field => path != field && !path.StartsWith(field + ".", StringComparison.Ordinal));
    }

    private static JsonObject Body(string path, string text)
    {
        JsonNode node = JsonValue.Create(text);
        foreach (var segment in path.Split('.').Reverse())
            node = segment.EndsWith("[0]", StringComparison.Ordinal)
                ? new JsonObject { [segment[..^3]] = new JsonArray(node) }
                : new JsonObject { [segment] = node };
        return (JsonObject)node;
    }

    private int LengthOf(string column)
    {
        using var scope = app.Services.CreateScope();
        var names = column.Split('.');
        var property = scope.ServiceProvider.GetRequiredService<PlatformDb>().Model.GetEntityTypes().Single(e => e.ClrType.Name == names[0]).FindProperty(names[1])!;
        return property.GetColumnType() switch
        {
            "text" => int.MaxValue / 4,
            var type => int.Parse(type[(type.IndexOf('(', StringComparison.Ordinal) + 1)..^1], CultureInfo.InvariantCulture)
        };
    }
}
