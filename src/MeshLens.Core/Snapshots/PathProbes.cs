using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>The control group of an edge: how probes fare between the nodes of its callers and those of its replicas.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.path-probes")]
public sealed class PathProbes
{
    /// <summary>Each pair that is probed, by direction and protocol.</summary>
    [Id(0)] public List<PathProbePair> Pairs { get; set; } = [];
}
