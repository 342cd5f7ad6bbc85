using System.Text.Encodings.Web;
using System.Text.Unicode;
using Carter;
using Orion.Framework.Auth;
using Orion.Framework.Jobs;
using Orion.Framework.Mail;
using Orion.Framework.Modules;
using Orion.Framework.Net;
using Orion.Framework.Observability;
using Orion.Framework.OpenApi;
using Orion.Framework.Storage;
using Orion.Framework.Web.Shell;

namespace Orion.Framework.Configuration;

/// <summary>Services and the way of a request, in order.</summary>
public static class OrionPipeline
{
    /// <summary>The largest body that is taken where an endpoint says nothing else.</summary>
    public const long LargestBody = 1_000_000;

    /// <summary>Registers the framework and every module.</summary>
    public static WebApplicationBuilder AddOrion(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.AddServerHeader = false;
        });
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.ConfigureHttpJsonOptions(json => JsonSettings.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        // The form of a product with 500 variants has 2,500 fields.
        services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(form => form.ValueCountLimit = 4096);
        services.AddKnownProxies(builder.Configuration);

        services.AddOrionDatabase();
        services.AddScoped<RequestContext>();
        services.AddScoped<IStoreScope>(s => s.GetRequiredService<RequestContext>());
        services.AddSingleton<ITenantStore, CachedTenantStore>();
        services.AddSingleton<TenantResolver>();
        services.AddSingleton<PageCache>();
        services.AddSingleton<PageCacheMetrics>();
        services.AddSingleton<FrontPages>();
        services.AddSingleton<CachedNames>();
        services.AddSingleton(typeof(StoreMemory<>));
        services.AddCarter(configurator: carter => carter.WithEmptyValidators().WithEmptyResponseNegotiators());
        services.AddOrionJobs(builder.Configuration);
        services.AddOrionMail(builder.Configuration);
        services.AddOrionStorage();
        services.AddOrionFetch(builder.Configuration);
        services.AddOrionShell();
        services.AddOrionOpenApi();
        builder.AddOrionObservability();

        var modules = OrionHost.Modules();
        services.AddSingleton(new ModuleRegistry(modules));
        foreach (var module in modules)
        {
            services.AddSingleton(module);
            module.AddServices(services, builder.Configuration);
        }

        return builder;
    }

    /// <summary>The way of a request.</summary>
    public static WebApplication UseOrion(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.Use(app.Services.GetRequiredService<FrontPages>().InvokeAsync);
        app.UseMiddleware<RequestStart>();
        app.Use(SecurityHeaders.InvokeAsync);
        app.Use(NoStore.InvokeAsync);
        app.UseOrionObservability();
        app.UseMiddleware<RefusalMiddleware>();
        app.UseOrionStaticAssets();
        app.UseMiddleware<TenancyMiddleware>();
        app.UseMiddleware<PageCacheMiddleware>();
        app.Use(MethodOverride.InvokeAsync);
        app.UseRouting();
        app.Use(PageCacheMiddleware.AllowAsync);
        app.Use(CrossSiteGuard.InvokeAsync);
        app.Use(ModuleGate.InvokeAsync);
        app.Use(AccessMiddleware.InvokeAsync);
        app.MapCarter();
        PublishedKeys.Map(app);
        app.MapOrionOpenApi();
        app.Services.GetRequiredService<CachedNames>().ReadFrom(((IEndpointRouteBuilder)app).DataSources);
        EndpointAudit.EnsureAllDeclared(app, app.Services.GetRequiredService<ModuleRegistry>());
        return app;
    }
}
