namespace MeshLens.Ingest.Edges;

/// <summary>Why something sound was dropped. Always counted, and told in the next delta of the edge where there is one.</summary>
internal enum ShedReason : byte
{
    /// <summary>Its edge would be one too many.</summary>
    EdgeLimit,

    /// <summary>Too many windows wait to be handed over: edges take them more slowly than agents send.</summary>
    PendingLimit,

    /// <summary>The edge did not take its delta.</summary>
    EdgeFailed,

    /// <summary>Of an agent's own probes, which are no traffic: they have a book of their own.</summary>
    OwnProbe,
}
