namespace MeshLens.Alerting.Reports;

/// <summary>The answer of <c>/api/v1/alerts/sinks</c>.</summary>
public sealed record SinkList(IReadOnlyList<SinkStatus> Sinks);
