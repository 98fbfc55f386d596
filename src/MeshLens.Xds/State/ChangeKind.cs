namespace MeshLens.Xds.State;

/// <summary>What happened to a resource.</summary>
public enum ChangeKind
{
    /// <summary>It was not in force before.</summary>
    Added,

    /// <summary>Its content is another.</summary>
    Changed,

    /// <summary>It is no longer in force.</summary>
    Removed,
}
