using System.Buffers;
using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Primitives;
using Orion.Framework.Text;

namespace Orion.Framework.Web;

/// <summary>
/// What the query of an address means, decided once, before anything looks at it: binding, the page cache and everything else
/// read this. Names are camel case and match exactly; a name that is read and stands there twice is refused (400
/// <c>duplicate_parameter</c>); names that nobody reads mean nothing. Pairs are percent-decoded UTF-8, with + for a space
/// (URL Standard, application/x-www-form-urlencoded).
/// </summary>
public sealed class RequestQuery : IQueryCollection, IQueryFeature
{

    private readonly Dictionary<string, string> values;
    private readonly HashSet<string> repeated;

    private RequestQuery(Dictionary<string, string> values, HashSet<string> repeated)
    {
        this.values = values;
        this.repeated = repeated;
    }

    /// <summary>An address without a query.</summary>
    public static RequestQuery Empty { get; } = new([], []);

    public int Count => values.Count;

    public ICollection<string> Keys => values.Keys;

    IQueryCollection IQueryFeature.Query
    {
        get => this;
        set => throw new NotSupportedException("What a query means is decided once.");
    }

    /// <summary>The value under a name, or none. Members of records are asked for by their own name, such as <c>Sort</c>.</summary>
    /// <exception cref="InvalidInputException">The name stands there more than once.</exception>
    public StringValues this[string key] => TryGetValue(key, out var value) ? value : StringValues.Empty;

    /// <summary>Reads a query as it arrived, with its question mark; gives false where it holds what is no text.</summary>
    public static bool TryRead(string? text, out RequestQuery query)
    {
        query = Empty;
        if (string.IsNullOrEmpty(text) || text == "?") return true;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var repeated = new HashSet<string>(StringComparer.Ordinal);
        var rest = text.AsSpan(text[0] == '?' ? 1 : 0);
        foreach (var range in rest.Split('&'))
        {
            var pair = rest[range];
            var equals = pair.IndexOf('=');
            if (!TryDecode(equals < 0 ? pair : pair[..equals], out var name)) return false;
            if (!TryDecode(equals < 0 ? default : pair[(equals + 1)..], out var value)) return false;
            if (name.Length > 0 && !values.TryAdd(name, value)) repeated.Add(name);
        }

        query = new RequestQuery(values, repeated);
        return true;
    }

    /// <summary>The same query without the names that are not among these.</summary>
    public RequestQuery Only(FrozenSet<string> names) => values.Count == 0
        ? this
        : new(values.Where(v => names.Contains(v.Key)).ToDictionary(StringComparer.Ordinal),
            repeated.Where(names.Contains).ToHashSet(StringComparer.Ordinal));

    /// <summary>
    /// One text for all spellings that mean the same to whoever reads these names; null where one of them stands there twice.
    /// </summary>
    public string? KeyOf(FrozenSet<string> names)
    {
        if (values.Count == 0) return "";
        if (repeated.Overlaps(names)) return null;
        return string.Join('&', values.Where(v => names.Contains(v.Key)).OrderBy(v => v.Key, StringComparer.Ordinal)
            .Select(v => $"{v.Key}={Uri.EscapeDataString(v.Value)}"));
    }

    public bool ContainsKey(string key) => values.ContainsKey(NameOf(key));

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out StringValues value)
    {
        var name = NameOf(key);
        if (repeated.Contains(name))
            throw new InvalidInputException(new Refusal(
                400, "duplicate_parameter", $"The address holds '{name}' more than once. Send it once.",
                new Dictionary<string, string[]> { [name] = ["Send this once."] }));
        var isThere = values.TryGetValue(name, out var text);
        value = isThere ? text : StringValues.Empty;
        return isThere;
    }

    public IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator() =>
        values.Select(v => new KeyValuePair<string, StringValues>(v.Key, v.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string NameOf(string key) => key.Length > 0 && char.IsUpper(key[0]) ? JsonNamingPolicy.CamelCase.ConvertName(key) : key;

    /// <summary>Percent-decodes; a percent sign that begins no byte stands for itself.</summary>
    private static bool TryDecode(ReadOnlySpan<char> text, out string decoded)
    {
        decoded = "";
        if (text.IsEmpty) return true;
        if (text.IndexOfAny('%', '+') < 0)
        {
            decoded = text.ToString();
            return !UnstorableText.IsIn(text) && !HasLoneSurrogate(text);
        }

        if (HasLoneSurrogate(text)) return false;
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '+') bytes[length++] = (byte)' ';
            else if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes[length++] = Convert.FromHexString(text.Slice(i + 1, 2))[0];
                i += 2;
            }
            else
            {
                var size = char.IsSurrogate(text[i]) ? 2 : 1;
                length += Encoding.UTF8.GetBytes(text.Slice(i, size), bytes.AsSpan(length));
                i += size - 1;
            }
        }

        if (!Utf8.IsValid(bytes.AsSpan(0, length))) return false;
        decoded = Encoding.UTF8.GetString(bytes, 0, length);
        return !UnstorableText.IsIn(decoded);
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return true;
            i++;
        }

        return false;
    }
}
