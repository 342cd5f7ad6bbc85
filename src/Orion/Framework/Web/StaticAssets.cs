namespace Orion.Framework.Web;

/// <summary>Serves <c>/assets</c> before any store is looked for: they are the same for all.</summary>
public static class StaticAssets
{
    /// <summary>Answers what begins with <c>/assets/</c>, and reads the fingerprinted names.</summary>
    public static IApplicationBuilder UseOrionStaticAssets(this IApplicationBuilder app) =>
        app.MapWhen(http => http.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal), branch =>
        {
            branch.UseRouting();
            branch.UseEndpoints(endpoints =>
            {
                endpoints.MapStaticAssets();
                foreach (var source in endpoints.DataSources) AssetNames.Read(source);
            });
        });
}
