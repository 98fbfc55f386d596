namespace MeshLens.Tracing.Wire;

/// <summary>What was found in a request.</summary>
internal struct SpanTally
{
    /// <summary>Spans of any kind.</summary>
    public int Spans { get; set; }

    /// <summary>Client and server spans: those that cross an edge.</summary>
    public int Crossing { get; set; }

    /// <summary>Those that were annotated, and of these by their very connection.</summary>
    public int Annotated { get; set; }
    public int ByConnection { get; set; }

    /// <summary>Those that may have an edge and were told nothing, as the request would have become too long.</summary>
    public int Untold { get; set; }
}
