using Orion.Framework.Web.Shell;

namespace Orion.Features.Orders.Dashboard;

/// <summary>Puts sales and the orders that wait on the dashboard's first page.</summary>
public sealed class OrdersFrontPage(OrionDb db, RequestContext request) : IFrontPagePart
{
    public string Module => "orders";

    public string Permission => "orders.view";

    public async Task FillAsync(FrontPage page, CancellationToken stop)
    {
        var waiting = await OrdersToSend.CountAsync(db, stop);
        if (waiting > 0)
            page.Tasks.Add(new("package", waiting == 1 ? "You have 1 order to send" : $"You have {waiting} orders to send",
                request.Href.Store("/orders?status=unfulfilled")));
        var unreached = await UndeliveredMail.FindAsync(db, stop);
        if (unreached.Count == 1)
            page.Tasks.Add(new("mail-warning", $"An email about order #{unreached[0]} couldn't be sent", request.Href.Store($"/orders/{unreached[0]}")));
        else if (unreached.Count > 1)
            page.Tasks.Add(new("mail-warning", "Emails about some orders couldn't be sent", request.Href.Store("/orders?status=email-failed")));
        page.Cards.Add(new(10, _SalesCard.Create(await SalesOfDays.LoadAsync(db, request, stop))));
        var latest = await new Store.ListOrders(Limit: 6).RunAsync(db, stop);
        page.Cards.Add(new(20, _LatestOrdersCard.Create(latest.Value!.Items)));
        page.Steps.Add(new(40, "Receive your first order", "Look at your shop as a customer does, and buy something with the test gateway.",
            request.Href.Shop(), latest.Value.Items.Count > 0));
    }
}

/// <summary>How many orders wait to be sent.</summary>
internal static class OrdersToSend
{
    public static Task<int> CountAsync(OrionDb db, CancellationToken stop) => db.Set<Order>()
        .CountAsync(o => o.Status == OrderStatus.Placed && o.FulfillmentStatus == FulfillmentStatus.Unfulfilled, stop);
}

/// <summary>Orders whose customers could not be written to.</summary>
internal static class UndeliveredMail
{
    /// <summary>Their numbers, at most two: one is named, more are listed.</summary>
    public static Task<List<long?>> FindAsync(OrionDb db, CancellationToken stop) => db.Set<Order>()
        .Where(o => o.UndeliveredMails.Length > 0).OrderByDescending(o => o.Number).Select(o => o.Number).Take(2).ToListAsync(stop);
}

/// <summary>Puts the number of orders to send beside the menu's entry.</summary>
public sealed class OrdersMenuBadge(OrionDb db, RequestContext request) : IStoreChromePart
{
    public async ValueTask FillAsync(WorkChrome chrome, CancellationToken stop)
    {
        if (!request.IsEnabled("orders") || !request.Allows("orders.view")) return;
        var waiting = await OrdersToSend.CountAsync(db, stop);
        if (waiting > 0) chrome.Badges["/orders"] = waiting > 99 ? "99+" : waiting.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
