using MeshLens.Grains.Mesh;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MeshLens.Api.Mesh;

/// <summary>Where names and configuration come from.</summary>
internal static class MeshEndpoints
{
    public static void MapMesh(this IEndpointRouteBuilder api)
    {
        api.MapGet("/mesh", Status).WithName("meshStatus").WithTags("Mesh")
            .WithSummary("Control planes and clusters that MeshLens reads: whether they are up to date, what they serve, and what nobody says.");
        api.MapGet("/mesh/proxies/{proxy}", Configuration).WithName("proxyConfiguration").WithTags("Mesh")
            .WithSummary("The configuration that one proxy has, by pod and namespace (payments-v1-7d9f.shop), as its control plane says.");
    }

    private static async Task<Ok<ProxyConfigurationView>> Configuration(string proxy, IMeshDirectory mesh, CancellationToken cancellationToken) =>
        TypedResults.Ok(await mesh.Configuration(proxy, cancellationToken));

    private static Ok<MeshStatus> Status(IMeshDirectory mesh, IEnumerable<ISourceNotes> sources) =>
        TypedResults.Ok(mesh.Status() with { Notes = [.. sources.SelectMany(static source => source.Notes())] });
}
