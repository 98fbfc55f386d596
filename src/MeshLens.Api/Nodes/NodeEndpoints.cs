using MeshLens.Grains.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MeshLens.Api.Nodes;

/// <summary>Agents: what each can see, what it costs, what it lost.</summary>
internal static class NodeEndpoints
{
    public static void MapNodes(this IEndpointRouteBuilder api) =>
        api.MapGet("/nodes", List).WithName("listNodes").WithTags("Nodes")
            .WithSummary("The agents that report: capabilities, cost, losses, and how long ago they were heard.");

    private static Ok<NodeList> List(INodeDirectory nodes) => TypedResults.Ok(new NodeList([.. nodes.All()]));
}
