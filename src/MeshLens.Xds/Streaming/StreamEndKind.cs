namespace MeshLens.Xds.Streaming;

/// <summary>How a stream ended.</summary>
internal enum StreamEndKind
{
    /// <summary>It had delivered and was closed: istiod does so every half hour, and when it is replaced.</summary>
    Closed,

    /// <summary>The control plane does not let us in.</summary>
    Refused,

    /// <summary>It could not be opened, or broke.</summary>
    Broken,
}
