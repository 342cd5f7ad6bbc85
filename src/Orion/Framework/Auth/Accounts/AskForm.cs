using Orion.Framework.Web.Shell;
using RazorSlices;

namespace Orion.Framework.Auth.Accounts;

/// <summary>A page that asks for little: a sentence, a few fields, one button. The same for every face.</summary>
public sealed record AskForm(string Title, string Lead, string Action, string Button)
{
    /// <summary>What is asked for.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    /// <summary>The token that goes with the form; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>Ways onward: words and address.</summary>
    public IReadOnlyList<(string Words, string Href)> Links { get; init; } = [];

    /// <summary>Whether there is nothing to send: the link is used up.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The page of the request's face.</summary>
    public static RazorSlice Page(AskForm form, Face face) => face == Face.Shop ? ShopAskPage.Create(form) : PlainAskPage.Create(form);
}
