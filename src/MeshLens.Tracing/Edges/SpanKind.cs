namespace MeshLens.Tracing.Edges;

/// <summary>Which end of a request a span is, as OpenTelemetry numbers it. Others cross no edge.</summary>
internal enum SpanKind : byte
{
    Other = 0,
    Server = 2,
    Client = 3,
}
