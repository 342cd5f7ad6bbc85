using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orion.Framework.Database;
using Orion.Framework.Jobs;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Jobs;

/// <summary>Work of which the test says what it does.</summary>
public sealed record ScriptedWork(string Name);

/// <summary>Scheduled work for each store.</summary>
public sealed record HourlyWork;

/// <summary>Scheduled work for the installation.</summary>
public sealed record DailyWork;

/// <summary>What work does, and which of it was begun.</summary>
public sealed class Script
{
    /// <summary>The kind of <see cref="ScriptedWork"/>; it belongs to the module that can be switched off.</summary>
    public const string Kind = "test.scripted";

    /// <summary>The module.</summary>
    public const string Module = "orders";

    /// <summary>Whether there is scheduled work as well.</summary>
    public bool IsScheduled { get; init; }

    /// <summary>What each piece does: given the database, the request and the work's name.</summary>
    public Func<OrionDb, RequestContext, string, CancellationToken, Task> Does { get; set; } = (_, _, _, _) => Task.CompletedTask;

    /// <summary>Store and name of what was begun, in order.</summary>
    public ConcurrentQueue<(Guid Store, string Name)> Begun { get; } = new();

    /// <summary>Registers the kinds, beside those of the application.</summary>
    public void Register(IServiceCollection services)
    {
        services.AddSingleton(this);
        services.AddJob<ScriptedWork, Scripted>(Kind, Module);
        services.AddJob<ScriptedWork, ScriptedOutside>(Kind + "-outside", Module);
        if (!IsScheduled) return;
        services.AddJob<HourlyWork, Hourly>("test.hourly", Module, "0 * * * *");
        services.AddJob<DailyWork, Daily>("test.daily", "core", "0 * * * *", JobReach.Installation);
    }

    /// <summary>An application whose workers do what the script says.</summary>
    public Task<OrionApp> StartAsync(Server server, TestClock? clock = null, bool workers = true, TestDatabase? shared = null, params (string Key, string Value)[] settings)
    {
        var all = settings.ToDictionary(s => s.Key, s => s.Value);
        all.TryAdd("Jobs:Poll", "00:00:00.050");
        if (shared is not null)
            (all["ConnectionStrings:OrionApp"], all["ConnectionStrings:OrionPlatform"]) = (shared.App, shared.Platform);
        return OrionApp.StartAsync(server, new AppOptions { Workers = workers, Clock = clock, Settings = all, Services = Register });
    }

    private Task RunAsync(OrionDb db, RequestContext request, string name, CancellationToken stop)
    {
        Begun.Enqueue((request.StoreId ?? Guid.Empty, name));
        return Does(db, request, name, stop);
    }

    private sealed class Scripted(Script script, OrionDb db, RequestContext request) : JobHandler<ScriptedWork>
    {
        public override Task RunAsync(ScriptedWork payload, CancellationToken stop) => script.RunAsync(db, request, payload.Name, stop);
    }

    private sealed class ScriptedOutside(Script script, OrionDb db, RequestContext request) : JobHandler<ScriptedWork>
    {
        public override bool OwnTransactions => true;

        public override Task RunAsync(ScriptedWork payload, CancellationToken stop) => script.RunAsync(db, request, payload.Name, stop);
    }

    private sealed class Hourly(Script script, OrionDb db, RequestContext request) : JobHandler<HourlyWork>
    {
        public override Task RunAsync(HourlyWork payload, CancellationToken stop) => script.RunAsync(db, request, "hourly", stop);
    }

    private sealed class Daily(Script script, PlatformDb db, RequestContext request) : JobHandler<DailyWork>
    {
        public override Task RunAsync(DailyWork payload, CancellationToken stop) => script.RunAsync(db, request, "daily", stop);
    }
}

/// <summary>What tests of work ask of an application.</summary>
internal static class JobRequests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Asks for work as an operation would: in a transaction of the store.</summary>
    public static async Task EnqueueAsync(this OrionApp app, string store, string name, string kind = Script.Kind, string? key = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var tenants = scope.ServiceProvider.GetRequiredService<Orion.Framework.Tenancy.ITenantStore>();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Enter((await tenants.FindByIdentifierAsync(store, Stop))!);
        var db = scope.ServiceProvider.GetRequiredService<OrionDb>();
        await db.InTransactionAsync(async () =>
        {
            scope.ServiceProvider.GetRequiredService<Outbox>().Enqueue(kind, new ScriptedWork(name), key: key);
            return await db.SaveChangesAsync(Stop);
        }, Stop);
    }

    /// <summary>Asks the database across stores.</summary>
    public static Task<string> AskAsync(this OrionApp app, string sql) => TestDatabase.AskAsync(app.Database.Platform, sql);

    /// <summary>Waits until something is so; fails after a generous while, because the machine may be busy.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var deadline = System.Diagnostics.Stopwatch.StartNew();
        while (!await isSo())
        {
            Assert.True(deadline.Elapsed < TimeSpan.FromSeconds(40), $"It did not come to pass: {what}.");
            await Task.Delay(20, Stop);
        }
    }

    public static Task UntilAsync(Func<bool> isSo, string what) => UntilAsync(() => Task.FromResult(isSo()), what);
}
