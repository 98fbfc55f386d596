using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Grains.Catalog;
using MeshLens.Grains.Edges;
using Orleans;

namespace MeshLens.Api.Edges;

/// <summary>Asks the edge's grain, but only for edges the catalog knows: a made-up id must not bring a grain to life.</summary>
internal sealed class GrainEdgeAnswers(IGrainFactory grains, IEdgeCatalog catalog) : IEdgeAnswers
{
    public Task<Diagnosis?> Diagnose(EdgeKey edge) => Ask(edge, grain => grain.Diagnose());

    public Task<EdgeHistory?> History(EdgeKey edge) => Ask(edge, grain => grain.History());

    public Task<EdgeSnapshot?> Snapshot(EdgeKey edge) => Ask(edge, grain => grain.Snapshot());

    private async Task<T?> Ask<T>(EdgeKey edge, Func<IEdgeGrain, Task<T?>> question)
        where T : class
    {
        // The key, written anew: one edge has one grain, however its id was escaped on the way here.
        var id = edge.ToString();
        return await catalog.Find(id) is null ? null : await question(grains.GetGrain<IEdgeGrain>(id));
    }
}
