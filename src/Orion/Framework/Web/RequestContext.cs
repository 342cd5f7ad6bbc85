using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Orion.Framework.Auth;
using Orion.Framework.Regions;

namespace Orion.Framework.Web;

/// <summary>
/// What a request is: its store, face, principal, base path, culture and clock. Operations and slices receive this and never
/// read <see cref="HttpContext"/>. Jobs make one of their own.
/// </summary>
public sealed class RequestContext(TimeProvider clock) : IStoreScope
{
    private TenantInfo? store;
    private TimeZoneInfo? zone;
    private Actor? actor;

    /// <summary>The clock that everything in the request reads.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>The moment at which the caller asks, in UTC.</summary>
    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>How the store was found.</summary>
    public TenancyMode Mode { get; private set; } = TenancyMode.Platform;

    /// <summary>The platform of the request; null for what belongs to none (health, unknown hosts, jobs of the installation).</summary>
    public PlatformInfo? Platform { get; private set; }

    /// <summary>The store of the request.</summary>
    /// <exception cref="InvalidOperationException">The request is for no store.</exception>
    public TenantInfo Store => store ?? throw new InvalidOperationException("This request is for no store.");

    /// <summary>Whether the request is for a store.</summary>
    public bool HasStore => store is not null;

    /// <inheritdoc />
    public Guid? StoreId => store?.Id;

    /// <summary>Whom the request serves.</summary>
    public Face Face { get; set; }

    /// <summary>Page or API.</summary>
    public Door Door { get; set; }

    /// <summary>Who asks.</summary>
    public Principal Principal { get; set; } = Principal.Nobody;

    /// <summary>Whether the request came by a support access that has ended.</summary>
    public bool HasSupportEnded { get; set; }

    /// <summary>Whether whoever asks may do this: what a page need not offer, because it would be refused.</summary>
    public bool Allows(string permission) => Principal.May(permission);

    /// <summary>Links of the request's face, right in every tenancy mode.</summary>
    public Href Href { get; private set; } = Href.None;

    /// <summary>The culture by which the store's money, numbers and dates are written.</summary>
    public CultureInfo Culture { get; private set; } = Cultures.Default;

    /// <summary>The language of Orion's own words on pages and in mails, as BCP 47 writes it.</summary>
    public const string Language = "en";

    /// <summary>The language of the merchant's words: what the store is called, what it sells, what it says of it.</summary>
    public string StoreLanguage => Culture.Name;

    /// <summary>The zone in which the store's days begin.</summary>
    public TimeZoneInfo Zone => zone ??= (HasStore ? TimeZones.Find(Store.TimeZone) : null) ?? TimeZoneInfo.Utc;

    /// <summary>The network address that asks, as far as the proxies before us are trusted; null outside of requests.</summary>
    public IPAddress? CallerAddress { get; set; }

    /// <summary>What the caller's browser or program calls itself; empty for nothing.</summary>
    public string UserAgent { get; set; } = "";

    /// <summary>Identifies the request in logs and in error answers.</summary>
    public string CorrelationId { get; set; } = "";

    /// <summary>Whether a worker runs it and nobody waits for the answer: its statements may take longer.</summary>
    public bool IsWork { get; set; }

    /// <summary>The kind of the job that runs; null in requests.</summary>
    public string? Work { get; set; }

    /// <summary>
    /// In whose name the log tells what is done: the principal's; the installation's for jobs and the command line, which have
    /// no request.
    /// </summary>
    public Actor Actor
    {
        get => actor ?? (IsWork || CorrelationId.Length == 0 ? Actor.System(Work) : Principal.Actor);
        set => actor = value;
    }

    /// <summary>The absolute address of the request's host, from the store's own record where one exists; without a trailing slash.</summary>
    public string Origin { get; set; } = "";

    /// <summary>The <see cref="ITenantStore.Generation"/> by which its store was found: what has changed since, it doesn't know.</summary>
    public long StoresAsOf { get; set; }

    /// <summary>The path that was asked for, without query, inside the face.</summary>
    public string Path { get; set; } = "/";

    /// <summary>Whether htmx asked for a fragment rather than a document.</summary>
    public bool IsFragment { get; set; }

    /// <summary>What the layout around a page shows; loaded before a page is rendered.</summary>
    public object? Chrome { get; set; }

    /// <summary>What was typed and what was wrong with it, when a form comes back.</summary>
    public FormState Form { get; set; } = FormState.Empty;

    /// <summary>The raw body that was bound, kept so that a refused form can give back what was typed.</summary>
    public JsonObject? Typed { get; set; }

    /// <summary>
    /// The culture by whose marks the body's numbers are written: the store's in a form, none in JSON. Messages give examples in it.
    /// </summary>
    public CultureInfo TypedIn { get; set; } = CultureInfo.InvariantCulture;

    /// <summary>A sentence said once, on the first page after a successful write.</summary>
    public string? Toast { get; set; }

    /// <summary>The status with which a form comes back when a write was refused; 200 otherwise.</summary>
    public int? StatusOverride { get; set; }

    /// <summary>The cart that the shopper's cookie names, if any: its token, not yet looked up.</summary>
    public string? CartToken { get; set; }

    /// <summary>The token of a sign-in that was begun in this browser and waits for a code, if any: not yet looked up.</summary>
    public string? ChallengeToken { get; set; }

    /// <summary>Tags by which a cached copy of this answer is dropped.</summary>
    public HashSet<string> CacheTags { get; } = new(StringComparer.Ordinal);

    /// <summary>Sets the store and everything that follows from it.</summary>
    public void Enter(TenantResolution resolution, string requestPathBase)
    {
        Mode = resolution.Mode;
        Platform = resolution.Platform;
        if (resolution.Store is { } found) Enter(found);
        Href = new Href(resolution.Mode, requestPathBase, Version: resolution.Store?.Version ?? 0);
    }

    /// <summary>Sets the store alone, as jobs do.</summary>
    public void Enter(TenantInfo found)
    {
        if (store is not null && store.Id != found.Id)
            throw new InvalidOperationException("A request never changes its store.");
        store = found;
        Platform = found.Platform;
        Culture = CultureInfo.GetCultureInfo(found.Culture);
    }

    /// <summary>Marks the request as one to the operator's console, whose links differ on its own host.</summary>
    public void EnterConsole(bool ownHost, string requestPathBase) =>
        Href = new Href(TenancyMode.Platform, requestPathBase, Version: 0, ConsoleHost: ownHost);

    /// <summary>Whether an optional module is on for the request's platform; core modules are not asked here.</summary>
    public bool IsEnabled(string module) => Platform?.EnabledModules.Contains(module) ?? true;
}

/// <summary>Which store, if any, the database is to be opened for.</summary>
public interface IStoreScope
{
    /// <summary>The key of the store, or null for none.</summary>
    Guid? StoreId { get; }
}
