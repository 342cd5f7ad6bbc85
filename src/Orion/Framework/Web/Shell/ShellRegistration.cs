namespace Orion.Framework.Web.Shell;

/// <summary>Registers what surrounds pages.</summary>
public static class ShellRegistration
{
    /// <summary>Layouts' models and error pages.</summary>
    public static IServiceCollection AddOrionShell(this IServiceCollection services) => services
        .AddSingleton<IErrorPages, ErrorPages>()
        .AddScoped<IChromeSource, ShopChromeSource>()
        .AddScoped<IChromeSource, StoreChromeSource>()
        .AddScoped<IChromeSource, AdminChromeSource>();
}
