namespace MeshLens.Tracing.Edges;

/// <summary>Finds the edge of a span.</summary>
internal interface IEdgeFinder
{
    /// <param name="request">What the places of the facts are in.</param>
    /// <param name="key">Of the span's resource.</param>
    /// <param name="kind">Client or server.</param>
    /// <param name="resource">What is known of the process that made the span.</param>
    /// <param name="span">What is known of the request.</param>
    /// <param name="times">When it was under way.</param>
    FoundEdge Find(ReadOnlySpan<byte> request, SpanKey key, SpanKind kind, in Facts resource, in Facts span, in SpanTimes times);
}
