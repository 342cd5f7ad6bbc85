namespace Orion.Framework.Web.Shell;

/// <summary>Registers what surrounds pages.</summary>
public static class ShellRegistration
{
    /// <summary>Layouts' models and error pages.</summary>
    public static IServiceCollection AddOrionShell(this IServiceCollection services) => services
        .AddSingleton<IErrorPages, ErrorPages>()
        .AddKeyedScoped<IChromeSource, ShopChromeSource>(Face.Shop)
        .AddKeyedScoped<IChromeSource, StoreChromeSource>(Face.Store)
        .AddKeyedScoped<IChromeSource, AdminChromeSource>(Face.Admin);
}
