using System.Text;

namespace Orion.Framework.Regions;

/// <summary>
/// The pattern of an address, such as <c>%N%n%A%n%C, %S %Z</c>: a letter behind a percent sign is a part, <c>%n</c> a new line,
/// the rest stands as it is. Source: libaddressinput, address_formatter.
/// </summary>
internal sealed class AddressTemplate
{
    private readonly IReadOnlyList<Element> elements;

    private AddressTemplate(IReadOnlyList<Element> elements)
    {
        this.elements = elements;
        List<List<AddressPart>> lines = [[]];
        foreach (var element in elements)
            if (element.IsNewLine) lines.Add([]);
            else if (element.Part is { } part) lines[^1].Add(part);
        Lines = [.. lines.Where(l => l.Count > 0)];
    }

    /// <summary>The parts, line by line.</summary>
    public IReadOnlyList<IReadOnlyList<AddressPart>> Lines { get; }

    public bool Has(AddressPart part) => elements.Any(e => e.Part == part);

    /// <summary>The part that a letter of the metadata stands for; null for those that Orion doesn't ask for (organisation, sorting code).</summary>
    public static AddressPart? PartOf(char letter) => letter switch
    {
        'N' => AddressPart.Name,
        'A' => AddressPart.Street,
        'D' => AddressPart.District,
        'C' => AddressPart.City,
        'S' => AddressPart.Region,
        'Z' => AddressPart.PostalCode,
        _ => null
    };

    public static AddressTemplate Parse(string format)
    {
        List<Element> elements = [];
        var literal = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                literal.Append(format[i]);
                continue;
            }

            if (literal.Length > 0) elements.Add(new Element(Literal: literal.ToString()));
            literal.Clear();
            i++;
            elements.Add(format[i] == 'n' ? new Element(IsNewLine: true) : new Element(PartOf(format[i]), IsField: true));
        }

        if (literal.Length > 0) elements.Add(new Element(Literal: literal.ToString()));
        return new AddressTemplate(elements);
    }

    /// <summary>The lines that aren't empty. A literal goes with the part that it stands before or behind.</summary>
    public List<string> Write(IReadOnlyDictionary<AddressPart, string> parts)
    {
        List<Element> kept = [];
        for (var i = 0; i < elements.Count; i++)
        {
            var element = elements[i];
            if (element.IsNewLine || TextOf(element).Length > 0) kept.Add(element);
            else if (element.Literal is not null
                && (i + 1 == elements.Count || !elements[i + 1].IsField || TextOf(elements[i + 1]).Length > 0)
                && (i == 0 || !elements[i - 1].IsField || (kept.Count > 0 && kept[^1].IsField))) kept.Add(element);
        }

        var text = string.Concat(kept.Select(e => e.IsNewLine ? "\n" : e.Literal ?? TextOf(e)));
        return [.. text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)];

        string TextOf(Element element) => element.Part is { } part ? parts.GetValueOrDefault(part) ?? "" : "";
    }

    private sealed record Element(AddressPart? Part = null, bool IsField = false, bool IsNewLine = false, string? Literal = null);
}
