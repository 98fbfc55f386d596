using MeshLens.Core.Telemetry;

namespace MeshLens.Ingest.AccessLogs.Logs;

/// <summary>Puts what was read from a line into a record that is used again and again.</summary>
internal static class LineCopy
{
    public static void Copy(AccessRecord line, AccessRecord record)
    {
        (record.Protocol, record.IsEnd, record.Began) = (line.Protocol, line.IsEnd, line.Began);
        (record.ServiceTime, record.Connection, record.ConnectionId) = (line.ServiceTime, line.Connection, line.ConnectionId);
        (record.Status, record.Flags, record.Attempts) = (line.Status, line.Flags, line.Attempts);
        (record.Details, record.TransportFailure, record.Route) = (line.Details, line.TransportFailure, line.Route);
        (record.DownstreamRemote, record.DownstreamLocal) = (line.DownstreamRemote, line.DownstreamLocal);
        (record.UpstreamRemote, record.UpstreamLocal) = (line.UpstreamRemote, line.UpstreamLocal);
        (record.BytesReceived, record.BytesSent) = (line.BytesReceived, line.BytesSent);
    }
}
