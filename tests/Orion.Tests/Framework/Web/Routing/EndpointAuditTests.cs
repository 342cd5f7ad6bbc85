using Microsoft.AspNetCore.Builder;
using Orion.Framework.Modules;
using Orion.Framework.Web;

namespace Orion.Tests.Framework.Web.Routing;

/// <summary>An application with an endpoint that nobody may judge doesn't start.</summary>
public sealed class EndpointAuditTests
{
    [Fact]
    public void An_endpoint_that_declares_nothing_stops_the_start() =>
        Assert.Contains("/store/secrets", Refused(app => app.Store("garden").Get("/secrets", () => "secret")));

    [Fact]
    public void A_permission_that_no_module_declares_stops_the_start() =>
        Assert.Contains("garden.wate", Refused(app => app.Store("garden").Requires("garden.wate").Get("/beds", () => "beds")));

    [Fact]
    public void A_permission_of_another_face_stops_the_start() =>
        Assert.Contains("garden.water", Refused(app => app.Admin("garden").Requires("garden.water").Get("/beds", () => "beds")));

    [Fact]
    public void A_declared_permission_or_none_on_purpose_starts()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.Store("garden").Requires("garden.water").Get("/beds", () => "beds");
        app.Store("garden").Public().Get("/gate", () => "gate");
        EndpointAudit.EnsureAllDeclared(app, new ModuleRegistry([new Garden("garden.water")]));
    }

    [Theory]
    [InlineData("garden.*")]
    [InlineData("garden")]
    [InlineData("*")]
    public void A_module_declares_single_permissions_only(string code) =>
        Assert.Throws<InvalidOperationException>(() => new ModuleRegistry([new Garden(code)]));

    [Fact]
    public void A_permission_is_declared_once() =>
        Assert.Throws<InvalidOperationException>(() => new ModuleRegistry([new Garden("garden.water", "garden.water")]));

    [Fact]
    public void A_menu_entry_asks_for_what_exists() =>
        Assert.Throws<InvalidOperationException>(() => new ModuleRegistry([new Garden("garden.dig")]));

    private static string Refused(Action<WebApplication> map)
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        map(app);
        return Assert.Throws<InvalidOperationException>(
            () => EndpointAudit.EnsureAllDeclared(app, new ModuleRegistry([new Garden("garden.water")]))).Message;
    }

    private sealed class Garden(params string[] permissions) : ModuleDefinition
    {
        public override string Code => "garden";

        public override string Name => "Garden";

        public override string Summary => "Beds and water.";

        public override ModuleTier Tier => ModuleTier.Core;

        public override IReadOnlyList<Permission> Permissions => [.. permissions.Select(p => new Permission(p, "Do it", Face.Store))];

        public override IReadOnlyList<MenuEntry> Menu => [new(Face.Store, "Beds", "/beds", "home", "garden.water", 1)];
    }
}
