namespace Orion.Framework.Web;

/// <summary>Runs an input's <see cref="IValidated.Validate"/> before the operation, and refuses with all that is wrong.</summary>
public sealed class ValidationFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
        {
            if (argument is not IValidated input) continue;
            var errors = new Errors();
            input.Validate(errors);
            if (!errors.None) return ValueTask.FromResult<object?>(Refusal.Invalid(errors.ToDictionary()));
        }

        return next(context);
    }
}
