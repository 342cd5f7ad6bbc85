using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
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
        services.AddDbContext<OrionDb>((provider, options) => Configure(options, provider)
            .UseNpgsql(PoolOf(provider), Retry));
        services.AddDbContext<PlatformDb>((provider, options) => Configure(options, provider)
            .UseNpgsql(provider.GetRequiredService<DatabaseAccess>().Platform, Retry));
        return services;
    }

    /// <summary>A context that changes the schema, as its owner.</summary>
    public static OrionDb OpenMigrator(string connectionString)
    {
        var options = new DbContextOptionsBuilder<OrionDb>().UseNpgsql(connectionString)
            .UseSnakeCaseNamingConvention().ReplaceService<IMigrationsSqlGenerator, IsolatingSqlGenerator>().Options;
        return new OrionDb(options, new NoStore());
    }

    private static NpgsqlDataSource PoolOf(IServiceProvider scope)
    {
        var access = scope.GetRequiredService<DatabaseAccess>();
        return scope.GetService<RequestContext>() is { IsWork: true } ? access.Work : access.App;
    }

    private static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options, IServiceProvider provider) => options
        .UseSnakeCaseNamingConvention()
        .AddInterceptors(new StoreTransactionInterceptor(), new StoreReadInterceptor(), new KeyedJobInterceptor(), provider.GetRequiredService<SaveInterceptor>());

    private static void Retry(Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.NpgsqlDbContextOptionsBuilder npgsql) =>
        npgsql.EnableRetryOnFailure(2, TimeSpan.FromMilliseconds(50), null);

    private sealed class NoStore : IStoreScope
    {
        public Guid? StoreId => null;
    }
}
