using RazorSlices;

namespace Orion.Framework.Mail;

/// <summary>A short mail: a heading, a few sentences, and at most one thing to do.</summary>
/// <param name="Language">Of its text, such as <c>en</c>.</param>
/// <param name="From">Who writes.</param>
/// <param name="Subject">Its subject, and its heading.</param>
/// <param name="Sentences">What it says, a paragraph each.</param>
/// <param name="Button">What there is to do; null for nothing.</param>
/// <param name="Link">Where it is done.</param>
public sealed record NoticeMail(
    string Language, string From, string Subject, IReadOnlyList<string> Sentences, string? Button = null, string? Link = null)
{
    /// <summary>The mail to one person.</summary>
    public async Task<StoreMail> ToAsync(string key, string address, string name, string replyTo, MailText text, CancellationToken stop) =>
        new(key, address, name, replyTo, Subject, await text.RenderAsync(_NoticeMailHtml.Create(this), stop), AsText());

    private string AsText() => string.Join(
        "\n\n", Sentences.Prepend(Subject).Append(Link is null ? null : $"{Button}: {Link}").OfType<string>()) + "\n";
}
