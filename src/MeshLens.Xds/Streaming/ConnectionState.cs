namespace MeshLens.Xds.Streaming;

/// <summary>Whether what is known of the mesh is kept up to date.</summary>
public enum ConnectionState
{
    /// <summary>Nothing has been served yet.</summary>
    Connecting,

    /// <summary>A stream is open and has delivered.</summary>
    Live,

    /// <summary>The stream is gone: what is known stays, and ages.</summary>
    Stale,
}
