using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using MeshLens.Api.Edges;
using MeshLens.Api.Problems;
using MeshLens.Grains.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace MeshLens.Api.Stream;

/// <summary>Edges as they change, as server-sent events.</summary>
internal static class StreamEndpoints
{
    private const string VerdictEvent = "verdict";
    private const string EdgeEvent = "edge";
    private const string RemovedEvent = "removed";

    public static void MapStream(this IEndpointRouteBuilder api) =>
        api.MapGet("/stream", Watch).WithName("streamEdges").WithTags("Edges")
            .WithSummary("Server-sent events: 'verdict' when an edge's class or cause changes, 'edge' when its numbers move, 'removed' when it is silent for too long.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static Results<ServerSentEventsResult<StreamedEdge>, ProblemHttpResult> Watch(
        [AsParameters] EdgeListParameters parameters, IEdgeCatalog catalog, IHostApplicationLifetime lifetime, CancellationToken cancellationToken) =>
        parameters.TryRead(out var query, out var errors)
            ? TypedResults.ServerSentEvents(Events(catalog, query, lifetime.ApplicationStopping, cancellationToken))
            : Problem.BadRequest(errors);

    private static async IAsyncEnumerable<SseItem<StreamedEdge>> Events(
        IEdgeCatalog catalog, EdgeQuery query, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Readers stay for ever: a server that waited for them could not stop.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        await foreach (var changes in catalog.Watch(query, ending.Token))
        {
            var missed = changes.Missed;
            foreach (var change in changes.Changes)
            {
                var name = change.Removed ? RemovedEvent : change.VerdictChanged ? VerdictEvent : EdgeEvent;
                yield return new SseItem<StreamedEdge>(new StreamedEdge(change.Edge, missed), name);
                missed = 0;
            }
        }
    }
}
