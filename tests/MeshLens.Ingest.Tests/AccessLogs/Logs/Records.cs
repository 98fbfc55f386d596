using System.Buffers;
using Google.Protobuf;
using MeshLens.Core.Telemetry;
using MeshLens.Ingest.AccessLogs;
using MeshLens.Ingest.AccessLogs.Logs;
using MeshLens.Ingest.Tests.Rig;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace MeshLens.Ingest.Tests.AccessLogs.Logs;

/// <summary>What a sidecar sends that was told what <c>meshlens istio-config</c> prints: names in alphabetic order, texts, dashes.</summary>
internal static class Records
{
    public const string Reviews = "outbound|9080||reviews.bookinfo.svc.cluster.local";

    public static SortedDictionary<AccessAttribute, string> Request() => new()
    {
        [AccessAttribute.Type] = "DownstreamEnd",
        [AccessAttribute.Protocol] = "HTTP/1.1",
        [AccessAttribute.Status] = "504",
        [AccessAttribute.Flags] = "UT",
        [AccessAttribute.Details] = "response_timeout",
        [AccessAttribute.TransportFailure] = "-",
        [AccessAttribute.BytesReceived] = "10",
        [AccessAttribute.BytesSent] = "20",
        [AccessAttribute.DurationMs] = "90",
        [AccessAttribute.ServiceTimeMs] = "-",
        [AccessAttribute.Attempts] = "2",
        [AccessAttribute.Cluster] = Reviews,
        [AccessAttribute.Route] = "default",
        [AccessAttribute.UpstreamRemote] = "10.0.0.2:9080",
        [AccessAttribute.UpstreamLocal] = "10.0.0.1:41000",
        [AccessAttribute.DownstreamLocal] = "10.96.0.9:9080",
        [AccessAttribute.DownstreamRemote] = "10.0.0.1:40000",
        [AccessAttribute.RequestReceivedUs] = "1000",
        [AccessAttribute.UpstreamBeganUs] = "21000",
        [AccessAttribute.UpstreamSentUs] = "22000",
        [AccessAttribute.ResponseBeganUs] = "72000",
        [AccessAttribute.ResponseReceivedUs] = "80000",
        [AccessAttribute.DownstreamBeganUs] = "73000",
        [AccessAttribute.DownstreamSentUs] = "81000",
        [AccessAttribute.ConnectUs] = "3000",
        [AccessAttribute.TlsUs] = "5000",
        [AccessAttribute.PoolMs] = "9",
        [AccessAttribute.ConnectionId] = "17",
        [AccessAttribute.OwnPod] = "productpage-v1-87d54dd59-fzflt",
        [AccessAttribute.OwnNamespace] = "bookinfo",
        [AccessAttribute.OwnWorkload] = "productpage-v1",
        [AccessAttribute.OwnCluster] = "Kubernetes",
    };

    public static LogRecord Record(this IReadOnlyDictionary<AccessAttribute, string> attributes) => new()
    {
        TimeUnixNano = 1_772_366_403_000_000_000,
        Body = new() { StringValue = "-" },
        Attributes = { attributes.Select(each => Pair(AccessAttributes.NameOf(each.Key), each.Value)).OrderBy(static pair => pair.Key, StringComparer.Ordinal) },
    };

    public static LogRecord Line(string body) => new() { Body = new() { StringValue = body } };

    public static KeyValue Pair(string name, string value) => new() { Key = name, Value = new() { StringValue = value } };

    public static ExportLogsServiceRequest Of(params IEnumerable<LogRecord> records) =>
        new() { ResourceLogs = { new ResourceLogs { ScopeLogs = { new ScopeLogs { LogRecords = { records } } } } } };

    public static ExportLogsServiceRequest From(this ExportLogsServiceRequest request, params KeyValue[] resource)
    {
        request.ResourceLogs[0].Resource = new() { Attributes = { resource } };
        return request;
    }

    /// <summary>As the service gets it, without the network in between.</summary>
    public static AccessLogMessage Raw(this ExportLogsServiceRequest request)
    {
        var bytes = request.ToByteArray();
        var buffer = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(buffer, 0);
        return new(buffer, bytes.Length, AccessLogFormat.OpenTelemetry) { Entries = LogsRequest.Count(bytes)!.Value };
    }

    public static void Log(this IngestRig rig, params ExportLogsServiceRequest[] requests)
    {
        var worker = rig.CreateAccessLogWorker();
        foreach (var request in requests)
        {
            worker.Take(request.Raw());
        }
    }
}
