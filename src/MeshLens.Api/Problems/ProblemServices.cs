using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MeshLens.Api.Problems;

/// <summary>Errors that no endpoint foresaw are problem details, too, and give away nothing of the inside.</summary>
internal static class ProblemServices
{
    public static void AddMeshLensProblems(this IServiceCollection services) => services
        .AddExceptionHandler<Overload>()
        .AddExceptionHandler<UnreadableParameter>().Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true)
        .AddProblemDetails(options =>
        options.CustomizeProblemDetails = context =>
        {
            context.ProblemDetails.Instance = context.HttpContext.Request.Path;
            if (context.ProblemDetails.Status == StatusCodes.Status404NotFound && context.ProblemDetails.Detail is null)
            {
                context.ProblemDetails.Detail = "Nothing answers at this path; /openapi/v1.json lists the paths that there are.";
            }

            // What takes other types, takes any of them.
            if (context.ProblemDetails.Status == StatusCodes.Status415UnsupportedMediaType && context.ProblemDetails.Detail is null)
            {
                context.ProblemDetails.Detail = "The body is taken as JSON alone: send it with the header Content-Type: application/json.";
            }
        });
}
