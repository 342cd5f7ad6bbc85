using System.Globalization;
using System.Text.Json;
using Orion.Framework.Currencies;
using Orion.Framework.Text;

namespace Orion.Features.Audit;

/// <summary>Says an entry as people would: "Olive Owner changed the price of Tide Mug from $28.00 to $30.00".</summary>
internal static class AuditSentence
{
    private const int LongestValue = 60;

    public static string Of(AuditEntry entry, CultureInfo culture)
    {
        var who = entry.OnBehalfOfName is { } other ? $"{entry.ActorName} (as {other})" : entry.ActorName;
        var thing = entry.EntityName is { Length: > 0 } name ? $"{Words(entry.Entity)} {name}" : WithArticle(Words(entry.Entity));
        return entry.Action switch
        {
            "created" => $"{who} added {thing}",
            "deleted" => $"{who} deleted {thing}",
            "restored" => $"{who} restored {thing}",
            "changed" => $"{who} changed {Changed(entry, culture)}",
            // Signing in and out is about nothing else.
            _ when entry.Entity == "session" => $"{who} {Words(entry.Action)}{(entry.EntityName is { Length: > 0 } called ? ": " + called : "")}",
            _ => $"{who} {Words(entry.Action)} {thing}"
        };
    }

    /// <summary>The icon of what was done.</summary>
    public static string IconOf(AuditEntryMark mark) => mark.Action switch
    {
        _ when mark.IsSupport => "shield",
        "created" => "plus",
        "deleted" or "removed" => "trash-2",
        "restored" => "undo-2",
        "changed" => "pencil",
        "signed-in" => "user",
        "signed-out" or "ended" => "log-out",
        _ => mark.Entity switch
        {
            "password" or "password-reset" or "second-factor" or "recovery-code" or "recovery-codes" or "sign-in-code" or "api-key" => "key",
            "email" or "new-email" or "email-verification" => "mail",
            "order" => "shopping-bag",
            _ => "check"
        }
    };

    private static string WithArticle(string thing) => $"{("aeiou".Contains(thing[0], StringComparison.Ordinal) ? "an" : "a")} {thing}";

    /// <summary>A property or a kind of thing in words: <c>compareAt</c> is "compare at".</summary>
    public static string Words(string name) =>
        string.Concat(name.Select(c => c == '-' ? " " : char.IsAsciiLetterUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>A value in words, short enough for a line when asked.</summary>
    public static string Value(JsonElement value, CultureInfo culture, bool isShort = true)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => "nothing",
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            JsonValueKind.String => value.GetString()!.Length == 0 ? "nothing" : value.GetString()!,
            JsonValueKind.Object when IsMoney(value, out var money) => money.Format(culture),
            _ => value.GetRawText()
        };
        return isShort ? TextLimit.Shorten(text, LongestValue, "…") : text;
    }

    private static string Changed(AuditEntry entry, CultureInfo culture)
    {
        var thing = entry.EntityName is { Length: > 0 } name ? name : "a " + Words(entry.Entity);
        if (entry.Before is null || entry.After is null) return thing;
        var before = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(entry.Before)!;
        var after = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(entry.After)!;
        return after.Count switch
        {
            1 => One(after.Single(), before, thing, culture),
            2 or 3 => $"the {string.Join(" and the ", after.Keys.Select(Words))} of {thing}",
            _ => $"{after.Count} properties of {thing}"
        };
    }

    private static string One(KeyValuePair<string, JsonElement> change, Dictionary<string, JsonElement> before, string thing, CultureInfo culture)
    {
        var now = Value(change.Value, culture);
        var was = before.TryGetValue(change.Key, out var old) ? Value(old, culture) : "nothing";
        return was == now ? $"the {Words(change.Key)} of {thing}" : $"the {Words(change.Key)} of {thing} from {was} to {now}";
    }

    private static bool IsMoney(JsonElement value, out Money money)
    {
        money = default;
        return value.TryGetProperty("amount", out var amount) && value.TryGetProperty("currency", out var currency)
            && currency.GetString() is { } code && Currency.IsKnown(code) && Money.TryParse(amount.GetString(), code, out money);
    }
}

/// <summary>What decides about an entry's icon.</summary>
internal readonly record struct AuditEntryMark(string Action, string Entity, bool IsSupport);
