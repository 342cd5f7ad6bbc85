using System.Collections.Frozen;

namespace Orion.Framework.Web;

/// <summary>Begins the routes of a module's face. Each face has a prefix for its pages and one for its API.</summary>
public static class FaceRouting
{
    /// <summary>Routes of the storefront: <c>/shop</c> and <c>/api/v1/shop</c>.</summary>
    public static FaceRoutes Shop(this IEndpointRouteBuilder app, string module) => new(app, Face.Shop, module);

    /// <summary>Routes of the merchant's dashboard: <c>/store</c> and <c>/api/v1/store</c>.</summary>
    public static FaceRoutes Store(this IEndpointRouteBuilder app, string module) => new(app, Face.Store, module);

    /// <summary>Routes of the operator's console: <c>/admin</c> and <c>/api/v1/admin</c>.</summary>
    public static FaceRoutes Admin(this IEndpointRouteBuilder app, string module) => new(app, Face.Admin, module);
}

/// <summary>
/// The routes of one module in one face. Each line mounts one delegate on the page's prefix and on the API's;
/// <see cref="Pages"/> and <see cref="Api"/> mount on one of them alone. Every route must end up with a permission or be
/// declared public: an endpoint that declares neither fails the start of the application.
/// </summary>
public sealed class FaceRoutes
{
    private readonly Face face;
    private readonly string module;
    private readonly RouteGroupBuilder? pages;
    private readonly RouteGroupBuilder? api;
    private Access? access;

    internal FaceRoutes(IEndpointRouteBuilder app, Face face, string module)
    {
        var name = face.ToString().ToLowerInvariant();
        this.face = face;
        this.module = module;
        pages = app.MapGroup("/" + name).ExcludeFromDescription().DisableAntiforgery();
        api = app.MapGroup("/api/v1/" + name).WithTags(module).DisableAntiforgery();
    }

    private FaceRoutes(FaceRoutes all, RouteGroupBuilder? pages, RouteGroupBuilder? api)
    {
        face = all.face;
        module = all.module;
        access = all.access;
        this.pages = pages;
        this.api = api;
    }

    /// <summary>The same routes, mounted for pages only.</summary>
    public FaceRoutes Pages => new(this, pages, null);

    /// <summary>The same routes, mounted for the API only.</summary>
    public FaceRoutes Api => new(this, null, api);

    /// <summary>Anyone may call the routes that follow.</summary>
    public FaceRoutes Public()
    {
        access = Access.Anyone;
        return this;
    }

    /// <summary>The routes that follow need a signed-in principal of this face with a permission such as <c>orders.view</c>.</summary>
    public FaceRoutes Requires(string permission)
    {
        access = new Access(permission);
        return this;
    }

    /// <summary>Reads.</summary>
    public FaceRoute Get(string pattern, Delegate handler) => Map(pattern, "GET", handler);

    /// <summary>Makes something.</summary>
    public FaceRoute Post(string pattern, Delegate handler) => Map(pattern, "POST", handler);

    /// <summary>Puts something in place.</summary>
    public FaceRoute Put(string pattern, Delegate handler) => Map(pattern, "PUT", handler);

    /// <summary>Changes something.</summary>
    public FaceRoute Patch(string pattern, Delegate handler) => Map(pattern, "PATCH", handler);

    /// <summary>Takes something away.</summary>
    public FaceRoute Delete(string pattern, Delegate handler) => Map(pattern, "DELETE", handler);

    private FaceRoute Map(string pattern, string method, Delegate handler)
    {
        List<RouteHandlerBuilder> mounted = [];
        if (pages is not null) mounted.Add(Mount(pages, Door.Page));
        if (api is not null) mounted.Add(Mount(api, Door.Api));
        return new FaceRoute(mounted, handler);

        RouteHandlerBuilder Mount(RouteGroupBuilder group, Door door)
        {
            var route = group.MapMethods(pattern, method == "GET" ? ["GET", "HEAD"] : [method], handler);
            route.WithMetadata(new Mount(face, door, module));
            if (access is not null) route.WithMetadata(access);
            if (method != "GET") route.AddEndpointFilter<ValidationFilter>().AddEndpointFilter<UnitOfWork>();
            var input = handler.Method.GetParameters().Select(p => p.ParameterType)
                .FirstOrDefault(t => t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IInput<>)));
            if (input is not null)
            {
                if (door == Door.Api) route.Accepts(input, "application/json");
                else route.Accepts(input, "application/x-www-form-urlencoded", "multipart/form-data");
            }

            if (door == Door.Api)
            {
                route.ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
                if (input is not null)
                    route.ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
                        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
                if (access?.Permission is not null)
                    route.ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
            }

            return route;
        }
    }
}

/// <summary>Who may call an endpoint. Null permission: anyone.</summary>
public sealed record Access(string? Permission)
{
    /// <summary>Declared as open to anyone.</summary>
    public static readonly Access Anyone = new((string?)null);
}

/// <summary>One operation, mounted on one or two addresses; what follows holds for both.</summary>
public sealed class FaceRoute(IReadOnlyList<RouteHandlerBuilder> mounted, Delegate handler)
{
    /// <summary>Needs another permission than the group's.</summary>
    public FaceRoute Requires(string permission) => With(new Access(permission));

    /// <summary>Open to anyone.</summary>
    public FaceRoute Public() => With(Access.Anyone);

    /// <summary>
    /// When a page's write is refused, <paramref name="show"/> (the delegate of the page that holds the form) runs again with
    /// the same route values; <see cref="RequestContext.Form"/> then holds what was typed and the messages.
    /// </summary>
    public FaceRoute Form(Delegate show)
    {
        foreach (var route in mounted)
            route.Add(builder =>
            {
                if (builder.Metadata.OfType<Mount>().First().Door != Door.Page) return;
                var made = RequestDelegateFactory.Create(show, new RequestDelegateFactoryOptions
                {
                    ServiceProvider = builder.ApplicationServices,
                    RouteParameterNames = (builder as RouteEndpointBuilder)?.RoutePattern.Parameters.Select(p => p.Name),
                    ThrowOnBadRequest = true
                });
                builder.Metadata.Add(new FormPage(made.RequestDelegate));
            });
        return this;
    }

    /// <summary>Anonymous answers of the page may be kept in the page cache; they differ by these query names, and see no others.</summary>
    public FaceRoute Cached(params string[] names) => With(new Cacheable(names.ToFrozenSet(StringComparer.Ordinal)));

    /// <summary>Closed to support, whoever it works as.</summary>
    public FaceRoute NotInSupport() => With(new Auth.NotInSupport());

    /// <summary>The operation opens its own transactions, because something outside happens between them.</summary>
    public FaceRoute OwnTransactions() => With(new OwnTransactions());

    /// <summary>Answers also those who must set up a second factor before anything else.</summary>
    public FaceRoute BeforeSetUp() => With(new Auth.BeforeSetUp());

    /// <summary>Bodies may be this large, in bytes, instead of the default of 1 MB.</summary>
    public FaceRoute BodyUpTo(long bytes) => With(new BodyLimit(bytes));

    /// <summary>A sentence for the API's description.</summary>
    public FaceRoute Describe(string summary)
    {
        foreach (var route in mounted) route.WithSummary(summary);
        return this;
    }

    /// <summary>The name of the operation in the API's description; by default that of the handler.</summary>
    public string Operation => handler.Method.Name;

    private FaceRoute With(object metadata)
    {
        foreach (var route in mounted) route.WithMetadata(metadata);
        return this;
    }

    private sealed record BodyLimit(long Bytes) : Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => Bytes;
    }
}

/// <summary>Endpoint metadata: the unit of work leaves transactions to the operation.</summary>
public sealed record OwnTransactions;
