namespace MeshLens.Core.Snapshots;

/// <summary>What another edge has in common with this one.</summary>
public enum SiblingRelation : byte
{
    /// <summary>The same caller, another destination: shifted together, the caller is suspect.</summary>
    SameSource,

    /// <summary>Another caller of the same destination: shifted together, the destination is suspect.</summary>
    SameDestination,

    /// <summary>The destination of this edge is the caller of that one: shifted together, the destination waits for it.</summary>
    Downstream,
}
