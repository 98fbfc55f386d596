using MeshLens.Core.Verdicts;
using MeshLens.Grains.Catalog;

namespace MeshLens.Tracing.Edges;

/// <summary>Where edges and their verdicts come from: this server's own, unless another's are followed.</summary>
public interface IEdgeFeed
{
    /// <summary>All edges. One that comes or goes while they are read may be among them or not.</summary>
    Task<IReadOnlyCollection<EdgeSummary>> AllAsync(CancellationToken cancellation);

    /// <summary>Edges as they change, until it ends: then it is asked again.</summary>
    IAsyncEnumerable<EdgeChanges> WatchAsync(CancellationToken cancellation);
}
