namespace MeshLens.Xds.Debug;

/// <summary>Whether a proxy has the configuration that its control plane made for it.</summary>
public enum SyncState
{
    /// <summary>Nobody says.</summary>
    Unknown,

    /// <summary>It accepted what was sent last.</summary>
    Synced,

    /// <summary>There was nothing to send.</summary>
    NotSent,

    /// <summary>It has not answered yet.</summary>
    Stale,

    /// <summary>It refused what was sent last, and keeps what it had.</summary>
    Error,
}
