namespace MeshLens.Tracing.Edges;

/// <summary>Knows no edge: for a walk that only counts.</summary>
internal sealed class NoEdges : IEdgeFinder
{
    public static NoEdges Instance { get; } = new();

    public FoundEdge Find(ReadOnlySpan<byte> request, SpanKey key, SpanKind kind, in Facts resource, in Facts span, in SpanTimes times) => default;
}
