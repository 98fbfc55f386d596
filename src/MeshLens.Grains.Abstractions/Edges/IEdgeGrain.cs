using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;
using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace MeshLens.Grains.Edges;

/// <summary>One edge: its windows, baselines, verdict and incidents. The key is the edge's id.</summary>
[Alias("meshlens.edge"), Version(1)]
public interface IEdgeGrain : IGrainWithStringKey
{
    /// <summary>Adds what one flush gathered. Await it: that is the only back-pressure ingest has.</summary>
    [Alias("ingest")]
    Task Ingest([Immutable] EdgeDelta delta);

    /// <summary>Closes the windows that are due although no delta came.</summary>
    [Alias("tick")]
    Task Tick();

    /// <summary>The answer for the last closed window; null for an edge nobody ever saw.</summary>
    [AlwaysInterleave, Alias("diagnose")]
    Task<Diagnosis?> Diagnose();

    /// <summary>The last hour and the incidents; null for an edge nobody ever saw.</summary>
    [AlwaysInterleave, Alias("history")]
    Task<EdgeHistory?> History();

    /// <summary>
    /// What the classifier was given, to be replayed elsewhere; null for an edge that is silent or was never seen. An edge
    /// that is well keeps none, so the first call waits for the next window to close; calls within a minute after that find
    /// one of each window.
    /// </summary>
    [AlwaysInterleave, Alias("snapshot")]
    Task<EdgeSnapshot?> Snapshot();
}
