using System.Text.Encodings.Web;
using RazorSlices;

namespace Orion.Framework.Mail;

/// <summary>Renders slices to text where there is no request.</summary>
public sealed class MailText(HtmlEncoder encoder)
{
    /// <summary>The slice as HTML. The slice must not ask for a request.</summary>
    public async Task<string> RenderAsync(RazorSlice slice, CancellationToken stop)
    {
        using var writer = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        using (slice) await slice.RenderAsync(writer, encoder, stop);
        return writer.ToString();
    }
}
