using Microsoft.EntityFrameworkCore.Migrations;
using Orion.Framework.Jobs;

namespace Orion.Framework.Database;

/// <summary>Registers the database's contexts, pools and announcements.</summary>
public static class DatabaseRegistration
{
    /// <summary>Adds everything but <see cref="DatabaseAccess"/>, which the caller adds once the database is up.</summary>
    public static IServiceCollection AddOrionDatabase(this IServiceCollection services)
    {
        services.AddSingleton<Notifications>();
        services.AddHostedService(s => s.GetRequiredService<Notifications>());
        services.AddSingleton<SaveInterceptor>();
        services.AddSingleton<AuditInterceptor>();
        services.AddSingleton<ContextOptions>();
        services.AddScoped(provider => provider.GetRequiredService<ContextOptions>().Open(provider.GetRequiredService<IStoreScope>()));
        services.AddSingleton(provider => provider.GetRequiredService<ContextOptions>().Platform);
        services.AddScoped(provider => new PlatformDb(
            provider.GetRequiredService<DbContextOptions<PlatformDb>>(), provider.GetRequiredService<IStoreScope>()));
        services.AddScoped<Func<OrionDb>>(provider => provider.GetRequiredService<OrionDb>);
        services.AddScoped<StoreReads>();
        return services;
    }

    /// <summary>A context that changes the schema, as its owner.</summary>
    public static OrionDb OpenMigrator(string connectionString)
    {
        var options = new DbContextOptionsBuilder<OrionDb>().UseNpgsql(connectionString)
            .UseSnakeCaseNamingConvention().ReplaceService<IMigrationsSqlGenerator, IsolatingSqlGenerator>().Options;
        return new OrionDb(options, new NoStore());
    }

    private sealed class NoStore : IStoreScope
    {
        public Guid? StoreId => null;
    }
}
