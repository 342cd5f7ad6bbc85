using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Orion.Framework.Jobs;

namespace Orion.Framework.Database;

/// <summary>What the contexts are made from: built once for each pool, because building it costs more than many a query.</summary>
internal sealed class ContextOptions(DatabaseAccess access, SaveInterceptor saves, AuditInterceptor audit, IServiceProvider services)
{
    private readonly DbContextOptions<OrionDb> app = Build<OrionDb>(access, access.App, saves, audit, services);

    /// <summary>For what crosses stores.</summary>
    public DbContextOptions<PlatformDb> Platform { get; } = Build<PlatformDb>(access, access.Platform, saves, audit, services);

    /// <summary>
    /// A context for one store. Workers have a pool of their own, but the same options: another pool in them would be another
    /// model in memory.
    /// </summary>
    public OrionDb Open(IStoreScope scope)
    {
        var db = new OrionDb(app, scope);
        if (scope is RequestContext { IsWork: true }) db.Database.SetDbConnection(access.Work.CreateConnection(), contextOwnsConnection: true);
        return db;
    }

    private static DbContextOptions<T> Build<T>(
        DatabaseAccess access, NpgsqlDataSource pool, SaveInterceptor saves, AuditInterceptor audit, IServiceProvider services) where T : DbContext
    {
        var options = new DbContextOptionsBuilder<T>();
        options
            .UseApplicationServiceProvider(services)
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(
                new AwayInterceptor(access), new FailedStatements(), new StoreTransactionInterceptor(), new StoreReadInterceptor(), new KeyedJobInterceptor(),
                saves, audit)
            .UseNpgsql(pool, npgsql => npgsql.EnableRetryOnFailure(2, TimeSpan.FromMilliseconds(50), null));
        foreach (var more in services.GetServices<IDbContextOptionsConfiguration<T>>()) more.Configure(services, options);
        return options.Options;
    }
}
