using MeshLens.Tracing.Wire;

namespace MeshLens.Tracing.Edges;

/// <summary>When a span began and ended, in nanoseconds since the epoch; zero where it does not say.</summary>
internal readonly record struct SpanTimes(ulong Start, ulong End)
{
    public DateTimeOffset From => Start == 0 ? DateTimeOffset.MinValue : SpanTime.Of(Start);

    public DateTimeOffset Until => End == 0 ? DateTimeOffset.MaxValue : SpanTime.Of(End);
}
