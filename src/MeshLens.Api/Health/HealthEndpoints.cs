using MeshLens.Grains.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MeshLens.Api.Health;

/// <summary>For whoever keeps the process alive: is it up, and can it answer.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => TypedResults.Ok(new Readiness("ok"))).WithTags("Health").WithSummary("The process is up.");
        app.MapGet("/readyz", Ready).WithTags("Health").WithSummary("The edges can be asked.");
    }

    private static async Task<Results<Ok<Readiness>, ProblemHttpResult>> Ready(IEdgeCatalog catalog, CancellationToken cancellationToken)
    {
        try
        {
            await catalog.List(new EdgeQuery { Limit = 1 }, cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);
            return TypedResults.Ok(new Readiness("ready"));
        }
        catch (Exception e) when (e is TimeoutException or Orleans.Runtime.OrleansException)
        {
            return TypedResults.Problem("The catalog of edges does not answer yet.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
