using CsCheck;
using Orion.Framework.Regions;

namespace Orion.Tests.Framework.Regions;

public sealed class AddressFormatTests
{
    [Theory]
    [InlineData("US", "1 Main St", "Portland", "ME", "04101", "Ada Byron|1 Main St|Portland, ME 04101")]
    [InlineData("US", "1 Main St", "Portland", "Maine", "04101", "Ada Byron|1 Main St|Portland, ME 04101")]
    [InlineData("DE", "Lange Str. 1", "Berlin", "", "10115", "Ada Byron|Lange Str. 1|10115 Berlin")]
    [InlineData("GB", "1 High St", "Leeds", "", "LS1 4AP", "Ada Byron|1 High St|Leeds|LS1 4AP")]
    [InlineData("CA", "1 King St", "Toronto", "ON", "M5V 2T6", "Ada Byron|1 King St|Toronto ON M5V 2T6")]
    [InlineData("JP", "1-2-3 Marunouchi", "Chiyoda-ku", "13", "100-0005", "Ada Byron|1-2-3 Marunouchi|Chiyoda-ku, Tokyo|100-0005")]
    [InlineData("JP", "丸の内1-2-3", "千代田区", "13", "100-0005", "〒100-0005|東京都千代田区|丸の内1-2-3|Ada Byron")]
    [InlineData("IE", "1 Quay St", "Cork", "C", "T12 X8CW", "Ada Byron|1 Quay St|Cork|Co. Cork|T12 X8CW")]
    [InlineData("HK", "1 Nathan Rd", "Tsim Sha Tsui", "Kowloon", "", "Ada Byron|1 Nathan Rd|Tsim Sha Tsui|Kowloon")]
    [InlineData("CH", "Marktgasse 1", "Bern", "", "3011", "Ada Byron|Marktgasse 1|CH-3011 Bern")]
    [InlineData("FR", "1 rue Haute", "Lyon", "", "69005", "Ada Byron|1 rue Haute|69005 Lyon")]
    [InlineData("BR", "Rua A 1", "Recife", "PE", "50030-230", "Ada Byron|Rua A 1|Recife-PE|50030-230")]
    [InlineData("ES", "Calle Mayor 1", "Getafe", "M", "28901", "Ada Byron|Calle Mayor 1|28901 Getafe Madrid")]
    public void A_label_is_written_as_its_country_writes_it(string country, string street, string city, string region, string code, string lines) =>
        Assert.Equal(lines.Split('|'), Write(country, ("Ada Byron", street, city, region, code)));

    [Theory]
    [InlineData("US", "", "", "Ada Byron|1 Main St|Portland")]
    [InlineData("CH", "", "", "Ada Byron|1 Main St|Portland")]
    [InlineData("DE", "Bayern", "10115", "Ada Byron|1 Main St|10115 Portland|Bayern")]
    [InlineData("HK", "Kowloon", "999077", "Ada Byron|1 Main St|Portland|Kowloon|999077")]
    [InlineData("Atlantis", "West", "1", "Ada Byron|1 Main St|Portland West 1")]
    public void What_was_stored_in_another_form_still_shows(string country, string region, string code, string lines) =>
        Assert.Equal(lines.Split('|'), Write(country, ("Ada Byron", "1 Main St", "Portland", region, code)));

    [Theory]
    [InlineData("GB", "sw1a1aa", "SW1A 1AA")]
    [InlineData("GB", " m2  5bq ", "M2 5BQ")]
    [InlineData("GB", "bfpo61", "BFPO 61")]
    [InlineData("US", "221621010", "22162-1010")]
    [InlineData("US", "22162 1010", "22162-1010")]
    [InlineData("US", "9501", null)]
    [InlineData("CA", "h3z-2y7", "H3Z 2Y7")]
    [InlineData("DE", "ABC", null)]
    [InlineData("DE", "D-10115", "10115")]
    [InlineData("DE", "1011", null)]
    [InlineData("DE", "１０１１５", "10115")]
    [InlineData("JP", "〒1540023", "154-0023")]
    [InlineData("NL", "1234ab", "1234 AB")]
    [InlineData("SE", "11455", "114 55")]
    [InlineData("SE", "SE-114 55", "114 55")]
    [InlineData("CH", "CH-8001", "8001")]
    [InlineData("LV", "1073", "LV-1073")]
    [InlineData("LV", "LV1073", "LV-1073")]
    [InlineData("PL", "00950", "00-950")]
    [InlineData("PT", "2725 079", "2725-079")]
    [InlineData("IE", "t12x8cw", "T12 X8CW")]
    [InlineData("BR", "40301110", "40301-110")]
    [InlineData("US", "95014; drop table", null)]
    // Letters that only some codes begin with are never made up.
    [InlineData("MT", "1117", null)]
    [InlineData("MT", "vlt1117", "VLT 1117")]
    [InlineData("GB", "1A 1AA", null)]
    [InlineData("CA", "3Z 2Y7", null)]
    [InlineData("IE", "65 F4E2", null)]
    [InlineData("BN", "1234", null)]
    [InlineData("SZ", "100", null)]
    [InlineData("BM", "07", null)]
    [InlineData("AD", "500", "AD500")]
    public void A_postal_code_is_stored_as_its_country_writes_it(string country, string typed, string? stored) =>
        Assert.Equal(stored, Countries.FormatOf(country).NormalisePostalCode(typed));

    [Fact]
    public void Every_territory_has_a_name_that_people_read_and_a_form()
    {
        Assert.True(Countries.All.Count >= 249);
        foreach (var format in Countries.All)
        {
            Assert.True(format.CountryName.Length > 2 && format.CountryName != format.Country, format.Country);
            Assert.True(format.Has(AddressPart.Name) && format.Has(AddressPart.Street) && format.Requires(AddressPart.Street), format.Country);
            foreach (var part in format.Lines.SelectMany(l => l)) Assert.NotEmpty(format.LabelOf(part));
            if (format.PostalCodeExample is { } example) Assert.Equal(example, format.NormalisePostalCode(example));
            Assert.Equal(format.Regions.Count, format.Regions.Select(r => r.Code).Distinct().Count());
            foreach (var region in format.Regions)
            {
                Assert.Equal(region, format.FindRegion(region.Code));
                Assert.NotNull(format.FindRegion(region.Name.ToLowerInvariant()));
            }
        }

        Assert.Equal("Western Sahara", Countries.NameOf("EH"));
        Assert.Equal(["Afghanistan", "Åland Islands", "Albania"], Countries.All.Take(3).Select(c => c.CountryName));
        Assert.True(Countries.IsKnown("XK"));
        foreach (var none in new[] { "ZZ", "us", "DE\n", "", "USA" }) Assert.False(Countries.IsKnown(none), none);
    }

    [Fact]
    public void Regions_are_found_by_code_name_and_either_script()
    {
        foreach (var typed in new[] { "ME", "me", "Maine", " maine ", "US-ME" }) Assert.Equal("ME", Countries.FormatOf("US").FindRegion(typed)?.Code);
        foreach (var typed in new[] { "13", "Tokyo", "東京都", "JP-13" }) Assert.Equal("13", Countries.FormatOf("JP").FindRegion(typed)?.Code);
        Assert.Equal("PE", Countries.FormatOf("BR").FindRegion("Pernambuco")?.Code);
        Assert.Equal("CMX", Countries.FormatOf("MX").FindRegion("cdmx")?.Code);
        Assert.Null(Countries.FormatOf("US").FindRegion("Bavaria"));
    }

    [Fact]
    public void No_part_of_an_address_is_lost_and_a_normal_postal_code_stays_as_it_is() => Gen.Select(
        Gen.Int[0, Countries.All.Count - 1], Gen.String[Gen.Char["abcXYZ 0129-é字"], 1, 12], Gen.String[Gen.Char["abcXYZ0129 -"], 0, 10]).Sample(
        (index, text, code) =>
        {
            var format = Countries.All[index];
            var city = "City" + text.Trim();
            var lines = string.Join('\n', Write(format.Country, ("Ada", "Street", city, "", code)));
            var normal = format.NormalisePostalCode(code);
            return lines.Contains(city, StringComparison.Ordinal) && lines.Contains(code.Trim(), StringComparison.OrdinalIgnoreCase)
                && (normal is null || format.NormalisePostalCode(normal) == normal);
        });

    private static IReadOnlyList<string> Write(string country, (string Name, string Street, string City, string Region, string Code) of) =>
        Countries.FormatOf(country).Write(new Dictionary<AddressPart, string>
        {
            [AddressPart.Name] = of.Name,
            [AddressPart.Street] = of.Street,
            [AddressPart.City] = of.City,
            [AddressPart.Region] = of.Region,
            [AddressPart.PostalCode] = of.Code
        });
}
