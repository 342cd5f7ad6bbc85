using System.Globalization;
using System.Text.Json.Nodes;
using Orion.Framework.Currencies;

namespace Orion.Framework.Web;

/// <summary>
/// Makes numbers of what was typed into a form: as the store's language writes them, and with a point as well. What can be read in
/// two ways is refused with both readings; what is no number stays as it is, for the binding to refuse. JSON never comes this way.
/// </summary>
internal sealed class FormNumbers(RequestContext request, Errors errors)
{
    /// <summary>Reads the numbers of a form that was turned into JSON, guided by the type that it is for.</summary>
    public void Read(JsonObject form, Type type) => Read(form, type, "", isAmount: false);

    private void Read(JsonNode? node, Type type, string field, bool isAmount)
    {
        switch (node)
        {
            case JsonValue value when DecimalsOf(type, isAmount) is { } decimals && value.TryGetValue(out string? text):
                Replace(value, text, decimals, isAmount, field);
                break;
            case JsonObject members:
                foreach (var property in JsonSettings.Options.GetTypeInfo(type).Properties)
                    Read(members[property.Name], property.PropertyType, field.Length == 0 ? property.Name : $"{field}.{property.Name}",
                        property.AttributeProvider?.IsDefined(typeof(AmountTextAttribute), inherit: false) == true);
                break;
            case JsonArray items when JsonSettings.Options.GetTypeInfo(type).ElementType is { } element:
                for (var i = 0; i < items.Count; i++) Read(items[i], element, $"{field}[{i}]", isAmount: false);
                break;
        }
    }

    private void Replace(JsonValue value, string text, int decimals, bool isAmount, string field)
    {
        var number = NumberInput.Read(text, decimals, request.Culture);
        if (number is { IsAmbiguous: true, Value: { } larger, Other: { } smaller })
        {
            var other = decimals > 0 ? $" or {NumberInput.Write(smaller, request.Culture, Math.Max(decimals, 2))}" : "";
            errors.Add(field, $"{number.Readings(text, request.Culture)}. Write {NumberInput.Write(larger, request.Culture)}{other}.");
            value.ReplaceWith<string?>(null);
        }
        else if (number.Value is { } read)
        {
            var format = read == decimal.Round(read, decimals) ? "F" + decimals : "0.############";
            if (isAmount) value.ReplaceWith(read.ToString(format, CultureInfo.InvariantCulture));
            else if (read == decimal.Truncate(read)) value.ReplaceWith((long)read);
        }
    }

    /// <summary>How many decimals numbers of a type have; null for what is no number.</summary>
    private int? DecimalsOf(Type type, bool isAmount)
    {
        if (isAmount) return request.HasStore ? Currency.ExponentOf(request.Store.Currency) : 2;
        var bare = Nullable.GetUnderlyingType(type) ?? (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Given<>) ? type.GetGenericArguments()[0] : type);
        return bare == typeof(int) || bare == typeof(long) ? 0 : null;
    }
}
