using MeshLens.Grains.Mesh;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MeshLens.Api.Mesh;

/// <summary>Where names and configuration come from.</summary>
internal static class MeshEndpoints
{
    public static void MapMesh(this IEndpointRouteBuilder api) =>
        api.MapGet("/mesh", Status).WithName("meshStatus").WithTags("Mesh")
            .WithSummary("Control planes and clusters that MeshLens reads: whether they are up to date, what they serve, and what nobody says.");

    private static Ok<MeshStatus> Status(IMeshDirectory mesh) => TypedResults.Ok(mesh.Status());
}
