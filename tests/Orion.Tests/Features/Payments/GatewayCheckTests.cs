using Microsoft.Extensions.DependencyInjection;
using Orion.Framework.Configuration.Commands;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Payments;

/// <summary>What <c>orion doctor</c> says of being paid.</summary>
public sealed class GatewayCheckTests(Server server)
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task The_doctor_says_when_shops_can_not_be_paid(string setting, bool good)
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions { Settings = { ["Payments:TestGateway"] = setting } });
        await using var scope = app.Services.CreateAsyncScope();
        var found = Assert.Single(scope.ServiceProvider.GetServices<IDoctorCheck>().SelectMany(c => c.Look()), f => f.What == "payments");
        Assert.Equal(good, found.Good);
        Assert.Equal(good, found.Remedy.Length == 0);
    }
}
