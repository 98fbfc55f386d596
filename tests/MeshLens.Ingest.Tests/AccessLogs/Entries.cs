using System.Buffers;
using Envoy.Config.Core.V3;
using Envoy.Data.Accesslog.V3;
using Envoy.Service.Accesslog.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Ingest.AccessLogs;
using MeshLens.Ingest.Tests.Rig;

namespace MeshLens.Ingest.Tests.AccessLogs;

/// <summary>What a sidecar of Istio's sends, by the generated messages.</summary>
internal static class Entries
{
    public const string Reviews = "outbound|9080||reviews.bookinfo.svc.cluster.local";

    public static StreamAccessLogsMessage.Types.Identifier Productpage { get; } = new()
    {
        LogName = "http",
        Node = new() { Id = "sidecar~10.0.0.1~productpage-v1-87d54dd59-fzflt.bookinfo~bookinfo.svc.cluster.local" },
    };

    public static HTTPAccessLogEntry Request(string path = "/") => new()
    {
        CommonProperties = new()
        {
            DownstreamRemoteAddress = Address("10.0.0.1", 40_000),
            DownstreamLocalAddress = Address("10.96.0.9", 9080),
            UpstreamRemoteAddress = Address("10.0.0.2", 9080),
            UpstreamCluster = Reviews,
            TimeToLastRxByte = Ms(1),
            TimeToFirstUpstreamTxByte = Ms(21),
            TimeToLastUpstreamTxByte = Ms(22),
            TimeToFirstUpstreamRxByte = Ms(72),
            TimeToLastUpstreamRxByte = Ms(80),
            TimeToFirstDownstreamTxByte = Ms(73),
            TimeToLastDownstreamTxByte = Ms(81),
            Duration = Ms(90),
            AccessLogType = AccessLogType.DownstreamEnd,
            UpstreamRequestAttemptCount = 2,
            ResponseFlags = new() { UpstreamRequestTimeout = true },
        },
        Request = new() { Path = path, Authority = "reviews:9080" },
        Response = new() { ResponseCode = 504, ResponseCodeDetails = "response_timeout" },
    };

    public static StreamAccessLogsMessage Message(params HTTPAccessLogEntry[] entries) => new() { HttpLogs = new() { LogEntry = { entries } } };

    public static StreamAccessLogsMessage From(this StreamAccessLogsMessage message, StreamAccessLogsMessage.Types.Identifier? identifier)
    {
        message.Identifier = identifier;
        return message;
    }

    /// <summary>As the service gets it, without the network in between.</summary>
    public static AccessLogMessage Raw(this IMessage message, AccessLogSender? sender = null)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(message.CalculateSize());
        message.WriteTo(buffer.AsSpan(0, message.CalculateSize()));
        var raw = new AccessLogMessage(buffer, message.CalculateSize());
        raw.Sender = raw.Glance() ?? sender ?? AccessLogSender.Anonymous;
        return raw;
    }

    public static void Log(this IngestRig rig, params StreamAccessLogsMessage[] messages)
    {
        var worker = rig.CreateAccessLogWorker();
        foreach (var message in messages)
        {
            worker.Take(message.Raw());
        }
    }

    public static Address Address(string ip, uint port) => new() { SocketAddress = new() { Address = ip, PortValue = port } };

    public static Duration Ms(double ms) => TimeSpan.FromMilliseconds(ms).ToDuration();

    public static Any Peer(string ns, string workload, string padding = "") => Any.Pack(new Struct
    {
        Fields = { ["namespace"] = Value.ForString(ns), ["workload"] = Value.ForString(workload), ["labels"] = Value.ForString(padding) },
    });
}
