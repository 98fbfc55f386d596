namespace MeshLens.Grains.Persistence;

/// <summary>Where the memory of edges (baselines, incidents) outlives the process.</summary>
/// <remarks>
/// A put may be held back for <see cref="GrainsOptions.SaveEvery"/>; a store that cannot write keeps working in memory
/// and says so. States are opaque bytes, so that one store serves every version of them.
/// </remarks>
public interface IEdgeStateStore
{
    /// <summary>Whether what is put outlives the process. If not, only edges that leave memory need to put anything.</summary>
    bool Outlives { get; }

    /// <summary>The last state put for an edge, or null. Throws nothing a caller must handle.</summary>
    ValueTask<StoredState?> Find(string edgeId, CancellationToken cancellation);

    ValueTask Put(string edgeId, StoredState state, CancellationToken cancellation);

    /// <summary>Reads what an earlier process left. Called once, before the first edge is activated.</summary>
    Task Open(CancellationToken cancellation);

    /// <summary>Writes out everything held back.</summary>
    Task Flush(CancellationToken cancellation);
}
