using Carter;
using Orion.Features.Core.Sessions;

namespace Orion.Features.Core;

/// <summary>Signing in to a store's dashboard.</summary>
public sealed class CoreStore : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.Store("core").AddSignIn();
}
