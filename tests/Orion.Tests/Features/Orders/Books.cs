using Microsoft.Extensions.DependencyInjection;
using Orion.Features.Orders;
using Orion.Framework.Database;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Orders;

/// <summary>Checks that everything adds up, as <c>orion verify</c> does.</summary>
internal static class Books
{
    public static async Task AssertInOrderAsync(OrionApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var found = await VerifyCommand.FindAsync(
            scope.ServiceProvider.GetRequiredService<PlatformDb>(), TestContext.Current.CancellationToken);
        Assert.Empty(found);
    }

    public static async Task<int> CountAsync(OrionApp app, string sql) =>
        int.Parse((await TestDatabase.AskAsync(app.Database.Platform, sql))!, System.Globalization.CultureInfo.InvariantCulture);
}
