namespace MeshLens.Metrics.Meaning;

/// <summary>Which proxy of an edge counted. The same request is counted by each of them, so their numbers are never added.</summary>
public enum Reporter : byte
{
    Unknown,

    /// <summary>The caller's proxy: with its retries, and with what never arrived.</summary>
    Source,

    /// <summary>The proxy of the replica.</summary>
    Destination,
    Waypoint,
}
