namespace Orion.Framework.Web;

/// <summary>Every endpoint declares who may call it; one that doesn't stops the application from starting.</summary>
public static class EndpointAudit
{
    /// <exception cref="InvalidOperationException">Names the endpoints that declare nothing.</exception>
    public static void EnsureAllDeclared(IEndpointRouteBuilder app)
    {
        var undeclared = app.DataSources.SelectMany(s => s.Endpoints)
            .Where(e => e.Metadata.GetMetadata<Mount>() is not null && e.Metadata.GetMetadata<Access>() is null)
            .Select(e => e.DisplayName).ToList();
        if (undeclared.Count > 0)
            throw new InvalidOperationException($"These endpoints declare neither a permission nor that they are public: {string.Join(", ", undeclared)}.");
    }
}
