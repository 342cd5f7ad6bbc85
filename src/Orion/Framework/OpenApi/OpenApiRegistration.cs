using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Orion.Framework.OpenApi;

/// <summary>
/// The API's description: OpenAPI 3.1 at <c>/api/openapi.json</c>, made from the endpoints themselves, and a page to read it at
/// <c>/api/docs</c>. Both are the same on every host that Orion knows.
/// </summary>
public static class OpenApiRegistration
{
    private const string DocumentName = "openapi";

    /// <summary>Registers the document.</summary>
    public static IServiceCollection AddOrionOpenApi(this IServiceCollection services)
    {
        services.AddOpenApi(DocumentName, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            // Results are nested in their operations: a schema's name is that of both, or two would share one.
            options.CreateSchemaReferenceId = type => type.Type is { IsNested: true, IsGenericType: false }
                ? type.Type.DeclaringType!.Name + type.Type.Name
                : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
            options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            options.AddSchemaTransformer((schema, context, _) =>
            {
                if (context.JsonTypeInfo.Type == typeof(Given<int>))
                    (schema.Type, schema.Format) = (JsonSchemaType.Integer | JsonSchemaType.Null, "int32");
                return Task.CompletedTask;
            });
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "Orion",
                    Version = "v1",
                    Description = "Everything that the pages of shop, dashboard and console do. The host decides the store; errors are problem+json (RFC 9457)."
                };
                // The address that was asked is the address to use: the document is the same on all of them.
                document.Servers = [];
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" }
                };
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, context, _) =>
            {
                // As RequestQuery matches them: the members of a record are named in Pascal case, a query in camel case.
                foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Query))
                    parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
                var metadata = context.Description.ActionDescriptor.EndpointMetadata;
                if (metadata.OfType<Access>().LastOrDefault() is { Permission: { } permission })
                {
                    operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] }];
                    operation.Description = $"Needs the permission `{permission}`.";
                }

                return Task.CompletedTask;
            });
        });
        return services;
    }

    /// <summary>Serves document and page.</summary>
    public static IEndpointRouteBuilder MapOrionOpenApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/api/{documentName:regex(^openapi$)}.json");
        app.MapGet("/api/docs", async (HttpContext http) =>
        {
            var provider = http.RequestServices.GetRequiredKeyedService<IOpenApiDocumentProvider>(DocumentName);
            var document = await provider.GetOpenApiDocumentAsync(http.RequestAborted);
            await PageWriter.WriteAsync(http, ApiDocsPage.Create(ApiDocs.Of(document)), fragment: false, StatusCodes.Status200OK);
        }).ExcludeFromDescription();
        return app;
    }
}
