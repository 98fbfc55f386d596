namespace MeshLens.Xds.Changes;

/// <summary>What kind of thing changed.</summary>
public enum EdgeChangeKind
{
    /// <summary>A setting.</summary>
    Configuration,

    /// <summary>Endpoints were replaced by others: a new version, or restarts.</summary>
    Rollout,

    /// <summary>There are more or fewer endpoints.</summary>
    Scaling,

    /// <summary>The same workload runs in another place.</summary>
    Move,
}
