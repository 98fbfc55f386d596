namespace MeshLens.Ingest.AccessLogs;

/// <summary>Why an entry of an access log reached no edge. Every entry that came is either at an edge or counted under one of these.</summary>
internal enum AccessLogShed : byte
{
    /// <summary>Entries came faster than they could be read.</summary>
    QueueFull,

    /// <summary>Its edge would be one too many.</summary>
    EdgeLimit,

    /// <summary>Too many windows wait to be handed over.</summary>
    PendingLimit,

    /// <summary>Written while a stream was under way: counting it would count a request twice.</summary>
    NotAnEnd,

    /// <summary>Nobody can tell which services it is about.</summary>
    Unnamed,

    /// <summary>Bytes that are no entry, or times that cannot be.</summary>
    Malformed,

    /// <summary>A log record, but no proxy's access log.</summary>
    NoAccessLog,
}
