using MeshLens.Core.Baselines;
using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using Orleans;

namespace MeshLens.Core.Windows;

/// <summary>What of an edge outlives the process: everything but the windows themselves.</summary>
[GenerateSerializer, Alias("meshlens.edge-memory")]
public sealed class EdgeMemory
{
    /// <summary>The last closed window.</summary>
    [Id(0)] public long Window { get; set; }
    [Id(1)] public Party Source { get; set; }
    [Id(2)] public Party Destination { get; set; }
    [Id(3)] public BaselineKeeper Baselines { get; set; } = new();
    [Id(4)] public VerdictState Verdict { get; set; } = VerdictState.Initial;
    [Id(5)] public List<Incident> Incidents { get; set; } = [];

    /// <summary>The last windows, newest first.</summary>
    [Id(6)] public List<WindowSummary> Recent { get; set; } = [];
}
