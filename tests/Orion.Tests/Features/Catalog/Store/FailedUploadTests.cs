using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NetVips;
using Npgsql;
using Orion.Features.Catalog.Store;
using Orion.Framework.Storage;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Store;

/// <summary>Whatever stops an upload: neither files nor rows nor drafts of it are left, and nobody else's go.</summary>
public sealed class FailedUploadTests(Server server) : IAsyncLifetime
{
    private readonly Turns turns = new();
    private OrionApp app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Guid Mug => app.World["acme"].Mug.Id;

    private Guid Shirt => app.World["acme"].Shirt.Id;

    public async ValueTask InitializeAsync() => app = await OrionApp.StartAsync(server, new AppOptions
    {
        Services = services =>
        {
            services.AddSingleton<LocalFileStore>();
            services.Replace(ServiceDescriptor.Singleton<IFileStore>(s => new WatchedFiles(s.GetRequiredService<LocalFileStore>(), turns)));
        }
    });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_cancelled_upload_leaves_nothing()
    {
        using var owner = app.Api("acme", Who.Owner);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var drafts = 0;
        // The third of the drafts is being written when the browser goes away.
        turns.Drafting = () =>
        {
            if (Interlocked.Increment(ref drafts) == 3) leaving.Cancel();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(owner, Mug, leaving.Token, Png(1), Png(2), Png(3), Png(4)));
        await UntilAsync(() => Files().Length == 0);

        Assert.True(drafts >= 3);
        Assert.Equal(0, await RowsAsync(Mug));
    }

    [Fact]
    public async Task A_commit_that_fails_leaves_nothing()
    {
        await OnCommitAsync("raise exception 'No commit today'");
        using var owner = app.Api("acme", Who.Owner);
        using var failed = await SendAsync(owner, Mug, Stop, Png(1), Png(2));

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.Contains(app.Faults.All, f => f.Contains("No commit today", StringComparison.Ordinal));
        Assert.True(turns.Kept > 0);
        Assert.Empty(Files());
        Assert.Equal(0, await RowsAsync(Mug));
    }

    [Fact]
    public async Task A_file_that_can_not_be_kept_leaves_none_of_the_others()
    {
        turns.Keeping = () =>
        {
            if (turns.Kept == 1) throw new IOException("The disk is full.");
        };
        using var owner = app.Api("acme", Who.Owner);
        using var failed = await SendAsync(owner, Mug, Stop, Png(1), Png(2));

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.Contains(app.Faults.All, f => f.Contains("The disk is full.", StringComparison.Ordinal));
        Assert.Empty(Files());
        Assert.Equal(0, await RowsAsync(Mug));
    }

    [Fact]
    public async Task Another_products_upload_of_the_same_picture_keeps_its_files()
    {
        await OnCommitAsync("raise exception 'No commit today'");
        using var owner = app.Api("acme", Who.Owner);
        Task<HttpResponseMessage>? other = null;
        // The other upload has its files and its row before the first one fails.
        turns.Keeping = () =>
        {
            turns.Keeping = () => { };
            other = Task.Run(() => SendAsync(owner, Shirt, Stop, Png(1)));
            other.GetAwaiter().GetResult();
        };
        using var failed = await SendAsync(owner, Mug, Stop, Png(1));
        using var saved = await other!;

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        var shown = (await saved.JsonAsync()).GetProperty("images")[0].GetProperty("url").GetString()!;
        using var shopper = app.Shop("acme");
        using var picture = await shopper.GetAsync(shown, Stop);
        Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
        Assert.Single(Files());
    }

    [Fact]
    public async Task While_the_database_is_away_no_file_goes_that_may_be_needed()
    {
        var name = new NpgsqlConnectionStringBuilder(app.Database.Admin).Database;
        turns.Keeping = () => TestDatabase.AskAsync(
            server.Admin, $"alter database \"{name}\" connection limit 0",
            $"select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '{name}'").GetAwaiter().GetResult();
        using var owner = app.Api("acme", Who.Owner);
        using var failed = await SendAsync(owner, Mug, Stop, Png(1));
        await TestDatabase.AskAsync(server.Admin, $"alter database \"{name}\" connection limit -1");

        Assert.True((int)failed.StatusCode >= 500, $"{failed.StatusCode}");
        Assert.Single(Files());
    }

    [Fact]
    public async Task Drafts_of_a_killed_process_go_and_those_of_a_living_one_stay()
    {
        using var owner = app.Api("acme", Who.Owner);
        using var saved = await SendAsync(owner, Mug, Stop, Png(1));
        var folder = Path.GetDirectoryName(Assert.Single(Files()))!;
        var (old, young) = (Path.Combine(folder, "a-320.webp.1.draft"), Path.Combine(folder, "b-320.webp.2.draft"));
        foreach (var draft in new[] { old, young }) await File.WriteAllTextAsync(draft, "half a picture", Stop);
        File.SetLastWriteTimeUtc(old, DateTime.UnixEpoch);
        foreach (var picture in Files().Where(f => f.EndsWith(".webp", StringComparison.Ordinal))) File.SetLastWriteTimeUtc(picture, DateTime.UnixEpoch);

        await new ForgetDraftsJob(app.Services.GetRequiredService<IFileStore>(), TimeProvider.System).RunAsync(new ForgetDrafts(), Stop);

        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
        Assert.Equal(2, Files().Length);
    }

    /// <summary>What happens at the commit of a transaction that added a picture to the mug.</summary>
    private Task<string> OnCommitAsync(string what) => TestDatabase.AskAsync(
        app.Database.Admin,
        $"create function at_commit() returns trigger language plpgsql as $$ begin {what}; end $$",
        $"create constraint trigger at_commit after insert on product_images deferrable initially deferred for each row when (new.product_id = '{Mug}') execute function at_commit()");

    private string[] Files()
    {
        var folder = Path.Combine(app.DataFolder, "files");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
    }

    private async Task<int> RowsAsync(Guid product) => int.Parse(
        await TestDatabase.AskAsync(app.Database.Admin, $"select count(*) from product_images where product_id = '{product}'"), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var tries = 0; tries < 1000 && !isSo(); tries++) await Task.Delay(20, Stop);
        Assert.True(isSo());
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, Guid product, CancellationToken stop, params byte[][] pictures)
    {
        using var form = new MultipartFormDataContent();
        foreach (var bytes in pictures)
        {
            var file = new ByteArrayContent(bytes);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            form.Add(file, "files", "a.png");
        }

        return await client.PostAsync($"/api/v1/store/products/{product}/images", form, stop);
    }

    private static byte[] Png(int grey)
    {
        using var picture = Image.Black(60, 40) + grey;
        return picture.Cast(Enums.BandFormat.Uchar).PngsaveBuffer();
    }

    /// <summary>What a test does when a file is about to be written or kept.</summary>
    private sealed class Turns
    {
        public Action Drafting { get; set; } = () => { };

        public Action Keeping { get; set; } = () => { };

        public int Kept { get; set; }
    }

    private sealed class WatchedFiles(IFileStore files, Turns turns) : IFileStore
    {
        public Task SaveAsync(Guid store, string name, ReadOnlyMemory<byte> content, CancellationToken stop) => files.SaveAsync(store, name, content, stop);

        public Task<string> DraftAsync(Guid store, string name, ReadOnlyMemory<byte> content, CancellationToken stop)
        {
            turns.Drafting();
            return files.DraftAsync(store, name, content, stop);
        }

        public void Keep(Guid store, string draft, string name)
        {
            turns.Keeping();
            files.Keep(store, draft, name);
            turns.Kept++;
        }

        public void Delete(Guid store, string name) => files.Delete(store, name);

        public int DeleteDrafts(DateTimeOffset before) => files.DeleteDrafts(before);

        public Stream? Open(Guid store, string name) => files.Open(store, name);

        public bool Exists(Guid store, string name) => files.Exists(store, name);
    }
}
