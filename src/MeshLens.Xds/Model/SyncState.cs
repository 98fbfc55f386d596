namespace MeshLens.Xds.Model;

/// <summary>How far a proxy has got with what it was sent.</summary>
public enum SyncState
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>It took everything.</summary>
    Synced,

    /// <summary>Nothing was sent.</summary>
    NotSent,

    /// <summary>It has not answered yet.</summary>
    Stale,

    /// <summary>It refused what it was sent.</summary>
    Refused,
}
