using Orion.Framework.Jobs;

namespace Orion.Features.Orders.Mail;

/// <summary>What follows from an order without anybody asking: mails and counts.</summary>
internal static class OrderMailRegistration
{
    public static IServiceCollection AddOrderEvents(this IServiceCollection services) => services
        .AddSingleton<OrderMetrics>()
        .AddJob<OrderPlaced, MailPlacedOrder>("orders.confirmation-mail", "orders")
        .AddJob<OrderFulfilled, MailFulfilledOrder>("orders.shipping-mail", "orders")
        .AddJob<OrderMailRequest, SendOrderMail>(SendOrderMail.Kind, "orders")
        .AddJob<OrderPlaced, CountPlacedOrder>("orders.count", "orders");
}
