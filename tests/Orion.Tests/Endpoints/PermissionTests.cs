using Microsoft.Extensions.DependencyInjection;
using Orion.Framework.Auth;
using Orion.Framework.Modules;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Endpoints;

/// <summary>What endpoints ask for and what modules declare are the same.</summary>
public sealed class PermissionTests(OrionApp app) : IClassFixture<OrionApp>
{
    private readonly ModuleRegistry modules = app.Services.GetRequiredService<ModuleRegistry>();

    /// <summary>
    /// Of its own module, or of one that its module can't be without. What is one's own anyone has who is signed in: no module
    /// declares it.
    /// </summary>
    [Fact]
    public void What_an_endpoint_asks_for_is_declared_by_its_module_or_one_that_it_requires_and_for_its_face() =>
        Assert.Empty(MappedEndpoint.All(app).Where(e => e.Access.Permission is { } asked && asked != Principal.Own && !Declares(e.Mount.Module, asked, e.Mount.Face))
            .Select(e => $"{e} of {e.Mount.Module} asks for {e.Access.Permission}"));

    [Fact]
    public void What_is_declared_is_asked_for_by_an_endpoint_or_a_menu()
    {
        var asked = MappedEndpoint.All(app).Select(e => (e.Mount.Module, e.Access.Permission))
            .Concat(modules.All.SelectMany(m => m.Menu.Select(entry => (Module: m.Code, (string?)entry.Permission)))).ToHashSet();
        Assert.Empty(modules.All.SelectMany(m => m.Permissions.Select(p => (m.Code, (string?)p.Code))).Except(asked));
    }

    [Fact]
    public void A_menu_asks_for_what_its_own_module_declares() =>
        Assert.Empty(modules.All.SelectMany(m => m.Menu
            .Where(entry => !m.Permissions.Any(p => p.Code == entry.Permission && p.Face == entry.Face)).Select(entry => $"{m.Code}: {entry.Title}")));

    private bool Declares(string module, string permission, Face face) => modules.Find(module) is { } found
        && (found.Permissions.Any(p => p.Code == permission && p.Face == face) || found.Requires.Any(m => Declares(m, permission, face)));
}
