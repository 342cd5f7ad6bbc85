namespace Orion.Framework.Web.Shell;

/// <summary>Error pages in the layout of the face in which they happen, each with a way onward.</summary>
public sealed class ErrorPages : IErrorPages
{
    public async Task WriteAsync(HttpContext http, Refusal refusal)
    {
        var request = http.Features.GetRequiredFeature<RequestContext>();
        http.Response.Headers.CacheControl = "no-store";
        http.Response.VaryByFragment();
        if (request.IsFragment)
        {
            await PageWriter.WriteAsync(http, _ErrorMessage.Create(refusal), fragment: true, refusal.Status);
            return;
        }

        RazorSlices.RazorSlice page = request switch
        {
            { Face: Face.Shop, HasStore: true } => ShopErrorPage.Create(refusal),
            { Face: Face.Store, HasStore: true } when request.Principal != Auth.Principal.Nobody => StoreErrorPage.Create(refusal),
            { Face: Face.Admin } when request.Principal != Auth.Principal.Nobody => AdminErrorPage.Create(refusal),
            _ => PlainErrorPage.Create(refusal)
        };
        try
        {
            await PageWriter.WriteAsync(http, page, fragment: false, refusal.Status);
        }
        catch (Exception) when (!http.Response.HasStarted && request.Face != Face.None)
        {
            // What surrounds the page needs the database, and that may be the very thing that is away.
            request.Chrome = null;
            request.Face = Face.None;
            await PageWriter.WriteAsync(http, PlainErrorPage.Create(refusal), fragment: false, refusal.Status);
        }
    }
}
