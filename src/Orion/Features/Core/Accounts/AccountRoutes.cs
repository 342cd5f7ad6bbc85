using Orion.Framework.Auth;
using RazorSlices;

namespace Orion.Features.Core.Accounts;

/// <summary>A user's own page, the same for the dashboard and for the console.</summary>
internal static class AccountRoutes
{
    public static void AddAccount(this FaceRoutes routes) =>
        routes.Get("/account", Show).Requires(Principal.Own).Describe("Who is signed in.");

    private static async Task<Answer<ShowUserAccount.Result>> Show(
        RequestContext request, IEnumerable<IUserAccountPart> parts, CancellationToken stop) =>
        new(await new ShowUserAccount().RunAsync(request, parts, stop), m => PageOf(request.Face, m));

    private static RazorSlice<ShowUserAccount.Result> PageOf(Face face, ShowUserAccount.Result account) =>
        face == Face.Admin ? AdminAccountPage.Create(account) : StoreAccountPage.Create(account);
}
