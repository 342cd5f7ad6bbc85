using Orion.Framework.Modules;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Core.Dashboard;

/// <summary>The first page of the dashboard: what waits, how sales go, and for a new store what comes first.</summary>
public sealed record ShowDashboard
{
    /// <summary>The finished page, and the store's own hour of the day.</summary>
    public sealed record Result(FrontPage Page, string Greeting);

    public async Task<Result> RunAsync(
        IEnumerable<IFrontPagePart> parts, ModuleRegistry modules, RequestContext request, CancellationToken stop)
    {
        var page = new FrontPage();
        foreach (var part in parts)
            if (modules.IsOn(part.Module, request.Platform) && request.Allows(part.Permission))
                await part.FillAsync(page, stop);
        var greeting = TimeZoneInfo.ConvertTime(request.Now, request.Zone).Hour switch
        {
            >= 5 and < 12 => "Good morning",
            >= 12 and < 18 => "Good afternoon",
            _ => "Good evening"
        };
        return new Result(page, greeting);
    }
}
