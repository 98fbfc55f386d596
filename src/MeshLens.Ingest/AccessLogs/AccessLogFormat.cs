namespace MeshLens.Ingest.AccessLogs;

/// <summary>What the bytes of a message are.</summary>
internal enum AccessLogFormat : byte
{
    /// <summary>Envoy's <c>StreamAccessLogsMessage</c>.</summary>
    Envoy,

    /// <summary>OpenTelemetry's <c>ExportLogsServiceRequest</c>.</summary>
    OpenTelemetry,
}
