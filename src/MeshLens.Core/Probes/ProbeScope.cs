namespace MeshLens.Core.Probes;

/// <summary>How far apart two nodes are: what is usual differs by it.</summary>
public enum ProbeScope : byte
{
    /// <summary>The zone of one of them is not known.</summary>
    Unknown,
    SameNode,
    SameZone,
    CrossZone,
}
