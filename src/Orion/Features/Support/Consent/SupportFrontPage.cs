using Orion.Framework.Web.Shell;

namespace Orion.Features.Support.Consent;

/// <summary>The dashboard's first page says who asks for access, and who has it.</summary>
internal sealed class SupportFrontPage(OrionDb db, RequestContext request) : IFrontPagePart
{
    public string Module => "support";

    public string Permission => "support-access.view";

    public async Task FillAsync(FrontPage page, CancellationToken stop)
    {
        var since = request.Now - SupportGrant.AnswerWithin;
        var live = await db.Set<SupportGrant>().AsNoTracking().Where(g => g.EndedAt == null && g.AskedAt > since - TimeSpan.FromDays(1))
            .OrderBy(g => g.Id).ToListAsync(stop);
        foreach (var grant in live)
        {
            var sentence = grant.StatusAt(request.Now) switch
            {
                SupportStatus.Asked => $"{grant.OperatorName} of support asks for access to your store.",
                SupportStatus.Active when grant.IsBreakGlass => $"{grant.OperatorName} of support took access to your store as {grant.AsName}, without asking.",
                SupportStatus.Active => $"{grant.OperatorName} of support has access to your store as {grant.AsName}.",
                _ => null
            };
            if (sentence is not null) page.Tasks.Insert(0, new FrontPageTask("shield", sentence, request.Href.Store("/settings/support")));
        }
    }
}
