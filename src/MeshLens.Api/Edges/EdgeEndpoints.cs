using MeshLens.Api.Problems;
using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Grains.Catalog;
using MeshLens.Grains.Edges;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MeshLens.Api.Edges;

/// <summary>Service pairs: the list, and everything about one of them.</summary>
internal static class EdgeEndpoints
{
    public static void MapEdges(this IEndpointRouteBuilder api)
    {
        var edges = api.MapGroup("/edges").WithTags("Edges").ProducesProblem(StatusCodes.Status400BadRequest);

        edges.MapGet("", List).WithName("listEdges")
            .WithSummary("Service pairs with their verdicts, worst first.");
        edges.MapGet("/{id}/diagnosis", Diagnose).WithName("diagnoseEdge")
            .WithSummary("The whole answer for one service pair: verdict, evidence, what was cleared, what is missing.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        edges.MapGet("/{id}/history", History).WithName("edgeHistory")
            .WithSummary("Its ten-second windows of the last hour, and its incidents.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        edges.MapGet("/{id}/snapshot", Snapshot).WithName("edgeSnapshot")
            .WithSummary("What the classifier was given for the last window. It holds no payload and can be replayed.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<EdgePage>, ProblemHttpResult>> List(
        [AsParameters] EdgeListParameters parameters, IEdgeCatalog catalog, CancellationToken cancellationToken) =>
        parameters.TryRead(out var query, out var errors)
            ? TypedResults.Ok(await catalog.List(query, cancellationToken))
            : Problem.BadRequest(errors);

    private static Task<Results<Ok<Diagnosis>, ProblemHttpResult>> Diagnose(string id, EdgeDiagnoses diagnoses) => Answer(id, diagnoses.Of);

    private static Task<Results<Ok<EdgeHistory>, ProblemHttpResult>> History(string id, IEdgeAnswers answers) => Answer(id, answers.History);

    private static Task<Results<Ok<EdgeSnapshot>, ProblemHttpResult>> Snapshot(string id, IEdgeAnswers answers) => Answer(id, answers.Snapshot);

    private static async Task<Results<Ok<T>, ProblemHttpResult>> Answer<T>(string id, Func<EdgeKey, Task<T?>> ask)
        where T : class
    {
        if (!EdgeKey.TryParse(id, out var edge))
        {
            return Problem.NotAnEdgeId(id);
        }

        return await ask(edge) is { } answer ? TypedResults.Ok(answer) : Problem.UnknownEdge(id);
    }
}
