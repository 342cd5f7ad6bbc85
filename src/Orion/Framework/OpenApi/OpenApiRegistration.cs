namespace Orion.Framework.OpenApi;

/// <summary>The API's description: OpenAPI 3.1 at <c>/api/openapi.json</c>, made from the endpoints themselves.</summary>
public static class OpenApiRegistration
{
    /// <summary>Registers the document.</summary>
    public static IServiceCollection AddOrionOpenApi(this IServiceCollection services)
    {
        services.AddOpenApi("openapi", options =>
        {
            options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1;
            // Results are nested in their operations: a schema's name is that of both, or two would share one.
            options.CreateSchemaReferenceId = type => type.Type.IsNested && !type.Type.IsGenericType
                ? type.Type.DeclaringType!.Name + type.Type.Name
                : Microsoft.AspNetCore.OpenApi.OpenApiOptions.CreateDefaultSchemaReferenceId(type);
            options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        });
        return services;
    }

    /// <summary>Serves it.</summary>
    public static IEndpointRouteBuilder MapOrionOpenApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/api/{documentName:regex(^openapi$)}.json");
        return app;
    }
}
