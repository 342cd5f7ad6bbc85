namespace Orion.Framework.Web;

/// <summary>
/// One write, one transaction: begun before the operation, committed before the answer is written, rolled back when the
/// operation refuses or fails. On a transient fault of the database the operation runs once more, so it has no effects outside
/// the transaction: mails, calls and events ride on the outbox.
/// </summary>
public sealed class UnitOfWork : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.GetEndpoint()?.Metadata.GetMetadata<OwnTransactions>() is not null) return await next(context);
        var request = http.Features.GetRequiredFeature<RequestContext>();
        OrionDb db = request.Face == Face.Admin
            ? http.RequestServices.GetRequiredService<PlatformDb>()
            : http.RequestServices.GetRequiredService<OrionDb>();
        return await db.InTransactionAsync(
            () => next(context).AsTask(),
            answer => answer is not IStatusCodeHttpResult { StatusCode: >= 400 },
            http.RequestAborted);
    }
}
