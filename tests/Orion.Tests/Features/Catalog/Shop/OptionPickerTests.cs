using Orion.Features.Catalog;
using Orion.Features.Catalog.Shop;
using Orion.Framework.Currencies;

namespace Orion.Tests.Features.Catalog.Shop;

/// <summary>Choosing among options: what exists, what is gone, and where a choice leads that has no such combination.</summary>
public sealed class OptionPickerTests
{
    private static readonly ProductOption[] Options = [new("Colour", ["Red", "Blue"]), new("Size", ["S", "M", "L"])];

    [Fact]
    public void Every_value_leads_to_a_variant_that_has_it()
    {
        ShowProduct.Choice[] variants = [Variant("Red", "S"), Variant("Red", "M"), Variant("Blue", "M", available: false), Variant("Blue", "L")];
        var groups = OptionPicker.For(Options, variants, variants[0]);
        foreach (var group in groups)
            foreach (var value in group.Values)
                Assert.Equal(value.Text, variants.Single(v => v.Id == value.VariantId).Options[group.Name]);
        Assert.Equal(ChoiceState.Chosen, groups[0].Values[0].State);
        Assert.Equal(ChoiceState.Elsewhere, groups[0].Values[1].State);
        Assert.Equal(ChoiceState.Available, groups[1].Values[1].State);
        Assert.Equal(ChoiceState.Elsewhere, groups[1].Values[2].State);
    }

    [Fact]
    public void A_combination_that_is_sold_out_says_so()
    {
        ShowProduct.Choice[] variants = [Variant("Red", "M"), Variant("Blue", "M", available: false)];
        Assert.Equal(ChoiceState.SoldOut, OptionPicker.For(Options, variants, variants[0])[0].Values[1].State);
    }

    [Fact]
    public void One_variant_leaves_nothing_to_choose() =>
        Assert.Empty(OptionPicker.For(Options, [Variant("Red", "S")], Variant("Red", "S")));

    [Fact]
    public void A_value_that_no_variant_has_is_not_offered()
    {
        ShowProduct.Choice[] variants = [Variant("Red", "S"), Variant("Red", "M")];
        var groups = OptionPicker.For(Options, variants, variants[0]);
        Assert.Equal(["Red"], groups[0].Values.Select(v => v.Text));
        Assert.Equal(["S", "M"], groups[1].Values.Select(v => v.Text));
    }

    private static ShowProduct.Choice Variant(string colour, string size, bool available = true) => new(
        Guid.CreateVersion7(), "", new() { ["Colour"] = colour, ["Size"] = size }, new Money(100, "EUR"), null, available, null);
}
