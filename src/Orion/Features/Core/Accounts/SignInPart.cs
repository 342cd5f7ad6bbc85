using RazorSlices;

namespace Orion.Features.Core.Accounts;

/// <summary>How a user signs in, on their own page: the ways to another password and another address.</summary>
public sealed class SignInPart : IUserAccountPart
{
    public int Order => 10;

    public Task<RazorSlice?> LoadAsync(CancellationToken stop) => Task.FromResult<RazorSlice?>(_SignIn.Create());
}
