using Carter;
using Microsoft.Extensions.Options;

namespace Orion.Features.Tenancy.Home;

/// <summary>The page at a platform's own address, which is neither shop nor dashboard nor console.</summary>
public sealed class TenancyHome : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapMethods("/", ["GET", "HEAD"], Show).ExcludeFromDescription();

    private static async Task<Answer<ShowPlatformHome.Result>> Show(
        PlatformDb db, RequestContext request, IWebHostEnvironment environment, IOptions<TenancyOptions> tenancy, CancellationToken stop) =>
        new(
            await new ShowPlatformHome().RunAsync(
                db, request, tenancy.Value.ListShops ?? environment.IsDevelopment(), tenancy.Value.PathMode, stop),
            m => PlatformHomePage.Create(m));
}
