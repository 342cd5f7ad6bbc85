using Orion.Features.Customers;
using Orion.Features.Orders.Account;
using Orion.Features.Orders.Carts;
using Orion.Features.Orders.Checkout;
using Orion.Features.Orders.Dashboard;
using Orion.Features.Orders.Mail;
using Orion.Features.Orders.Shop;
using Orion.Features.Payments;
using Orion.Framework.Configuration;
using Orion.Framework.Jobs;
using Orion.Framework.Modules;
using Orion.Framework.Storage;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Orders;

/// <summary>Carts, checkout and orders.</summary>
public sealed class OrdersModule : ModuleDefinition
{
    public override string Code => "orders";

    public override string Name => "Orders";

    public override string Summary => "Cart, checkout, and orders from placed to sent.";

    public override ModuleTier Tier => ModuleTier.Optional;

    public override IReadOnlyList<string> Requires => ["tenancy", "core", "catalog", "customers", "payments"];

    public override IReadOnlyList<Permission> Permissions =>
    [
        new("orders.view", "See orders", Face.Store, BuiltInRoles.Everyone, "With the names and addresses of those who ordered."),
        new("orders.fulfill", "Mark orders as sent", Face.Store, BuiltInRoles.Carers, "The customer gets a mail about it."),
        new("orders.mail", "Send an order's emails again", Face.Store, BuiltInRoles.Carers, "To a corrected address, where one couldn't be reached.")
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
        [new(Face.Store, "Orders", "/orders", "package", "orders.view", 20)];

    public override IReadOnlyList<ICommand> Commands => [new VerifyCommand()];

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOrderEvents().AddSingleton<IStoreSetup, OrdersSetup>();
        services.AddJob<CustomerEmailProved, ClaimGuestOrders>(ClaimGuestOrders.Kind, Code);
        services.AddJob<ForgetCarts, ForgetCartsJob>(ForgetCarts.Kind, Code, "17 3 * * *", JobReach.Installation);
        services.AddScoped<IShopChromePart, CartChrome>();
        services.AddScoped<IAccountPart, OrdersAccountPart>();
        services.AddScoped<IFrontPagePart, OrdersFrontPage>();
        services.AddScoped<IStoreChromePart, OrdersMenuBadge>();
        services.AddSingleton(new PicturePermission("orders.view"));
        services.AddSingleton<CheckoutGate>();
        services.AddScoped<PrepareOrder>();
        services.AddScoped<CheckoutFlow>();
        services.AddScoped<IPaymentSettlement, SettleOrder>();
    }
}
