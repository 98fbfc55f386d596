namespace MeshLens.Tracing;

/// <summary>What is counted of telemetry on its way. What was accepted is delivered, rejected, refused or lost in the end, or still waits.</summary>
internal enum TracingCount : byte
{
    /// <summary>Answered with success: from here on it is MeshLens' to deliver.</summary>
    Accepted,

    /// <summary>Of these: client and server spans, those with an annotation, and those whose very connection was known.</summary>
    Crossing,
    Annotated,
    ByConnection,

    /// <summary>The sender was told to come again.</summary>
    Busy,

    /// <summary>The backend has it.</summary>
    Delivered,

    /// <summary>The backend took the request and not these.</summary>
    Rejected,

    /// <summary>The backend refused it for good.</summary>
    Refused,

    /// <summary>It waited still when the server stopped.</summary>
    Lost,

    /// <summary>An attempt that failed and was made again.</summary>
    Again,

    /// <summary>Accepted, and some spans were told nothing, because the request would have become too long; these spans.</summary>
    TooLong,
}
