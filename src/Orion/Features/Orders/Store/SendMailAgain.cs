using Orion.Features.Orders.Mail;
using Orion.Framework.Jobs;

namespace Orion.Features.Orders.Store;

/// <summary>Sends what could not be mailed about an order again, to a corrected address where one is given.</summary>
/// <param name="Email">The customer's address from now on. Left out: the one that the order has.</param>
public sealed record SendMailAgain(string? Email = null) : IInput<SendMailAgain>
{
    /// <summary>What goes out, and where to.</summary>
    public sealed record Result(long Number, string Email, IReadOnlyList<string> Mails);

    public void Validate(Errors errors) =>
        errors.If(Email is not null && !EmailAddress.IsValid(Email), "email", "Enter the customer's email address, such as name@example.com.");

    /// <summary>Refuses with 409 where everything was sent.</summary>
    public async Task<Outcome<Result>> RunAsync(long number, OrionDb db, Outbox outbox, RequestContext request, CancellationToken stop)
    {
        if (await OrderDoor.LockByNumberAsync(db, request, number, stop) is not { } order) return Refusal.NotFound("order");
        var address = EmailAddress.TryParse(Email, out var corrected) ? corrected : order.Email;
        var missing = order.SendMailAgain(address, request.Principal.Name, request.Now);
        if (missing.Value is not { } mails) return missing.Refusal!;
        foreach (var mail in mails)
        {
            Guid? parcel = mail == OrderMailKind.Shipping
                ? await db.Set<Fulfillment>().Where(f => f.OrderId == order.Id).OrderBy(f => f.SentAt).Select(f => f.Id).FirstAsync(stop)
                : null;
            var wanted = new OrderMailRequest(order.Id, parcel, Guid.CreateVersion7());
            outbox.Enqueue(SendOrderMail.Kind, wanted, key: OrderMailKey.Of(wanted));
        }

        db.AddRange(order.History);
        await db.SaveChangesAsync(stop);
        return new Result(number, address, mails);
    }
}
