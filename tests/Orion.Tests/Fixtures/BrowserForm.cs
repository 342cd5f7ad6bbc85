using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Orion.Tests.Fixtures;

/// <summary>Sends a form of a page as a browser does in which nobody touched it.</summary>
internal static class BrowserForm
{
    /// <summary>The page at an address.</summary>
    public static async Task<IHtmlDocument> GetPageAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal("OK", $"{answer.StatusCode}");
        return await new HtmlParser().ParseDocumentAsync(await answer.TextAsync(), TestContext.Current.CancellationToken);
    }

    /// <summary>Where it goes.</summary>
    public static string Path(this IHtmlFormElement form)
    {
        var address = form.GetAttribute("action")!;
        return address.StartsWith("http", StringComparison.Ordinal) ? new Uri(address).PathAndQuery : address.Split('#')[0];
    }

    /// <summary>
    /// Its fields: those of one line leave line ends out (HTML, 4.10.5.1.2), all others are sent as CRLF; what is disabled or not
    /// ticked stays at home.
    /// </summary>
    public static (string Name, string Value)[] Sent(this IHtmlFormElement form) =>
    [
        .. form.QuerySelectorAll("input, select, textarea").Where(e => e.HasAttribute("name") && !e.HasAttribute("disabled")
                && (e is not IHtmlInputElement box || box.Type is not ("checkbox" or "file") || box.IsChecked))
            .Select(e => (e.GetAttribute("name")!, e switch
            {
                IHtmlInputElement { Type: "hidden" } hidden => Lines(hidden.GetAttribute("value") ?? ""),
                IHtmlInputElement input => (input.GetAttribute("value") ?? "").Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal),
                IHtmlSelectElement select => select.Value,
                IHtmlTextAreaElement area => Lines(area.Value),
                _ => ""
            } ?? ""))
    ];

    /// <summary>What an answer complains of.</summary>
    public static string ErrorsOf(string html) =>
        string.Join(" | ", new HtmlParser().ParseDocument(html).QuerySelectorAll(".field-error, .notice").Select(e => e.TextContent.Trim()));

    private static string Lines(string text) => text.ReplaceLineEndings("\r\n");
}
