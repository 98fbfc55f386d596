using MeshLens.Core.Verdicts;
using MeshLens.Tracing.Json;
using MeshLens.Tracing.Wire;

namespace MeshLens.Tracing.Edges;

/// <summary>A verdict, and the bytes that say it in a span. Written when the first span asks: most edges have none in most windows.</summary>
internal sealed class EncodedVerdict(EdgeSummary summary, string link)
{
    private VerdictBytes? _protobuf;
    private VerdictBytes? _json;

    public EdgeSummary Summary => summary;

    public VerdictBytes Protobuf => _protobuf ??= VerdictWire.Write(summary, link);

    public VerdictBytes Json => _json ??= VerdictJson.Write(summary, link);
}
