using MeshLens.Core.Edges;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MeshLens.Api.Problems;

/// <summary>What can be wrong with a request, as RFC 9457 problem details that say what to do.</summary>
internal static class Problem
{
    public static ProblemHttpResult BadRequest(Dictionary<string, string[]> errors) => TypedResults.Problem(
        detail: string.Join(' ', errors.Values.SelectMany(messages => messages)),
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["errors"] = errors });

    public static ProblemHttpResult NotAnEdgeId(string id) => TypedResults.Problem(
        detail: $"'{id}' is not the id of an edge. An id looks like k8s1~shop~frontend~shop~payments~8080; /api/v1/edges lists them.",
        statusCode: StatusCodes.Status400BadRequest);

    public static ProblemHttpResult UnknownDestination(EdgeKey edge, IReadOnlyList<string> missing) => TypedResults.Problem(
        detail: string.Join(' ', missing.Prepend($"No control plane serves configuration for {edge.DestinationName}.{edge.DestinationNamespace} port {edge.Port}.")),
        statusCode: StatusCodes.Status404NotFound);

    public static ProblemHttpResult UnknownEdge(string id) => TypedResults.Problem(
        detail: $"No traffic was seen on the edge {id}; /api/v1/edges lists those that were.",
        statusCode: StatusCodes.Status404NotFound);
}
