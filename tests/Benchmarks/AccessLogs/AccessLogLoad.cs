using Envoy.Data.Accesslog.V3;
using Envoy.Service.Accesslog.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;

namespace Benchmarks.AccessLogs;

/// <summary>Proxies that log as fast as the server takes it, in a process of their own. Messages are encoded once.</summary>
internal static class AccessLogLoad
{
    public const string Verb = "access-log-load";
    public const string Small = "small";
    public const string Large = "large";
    public const int Streams = 2;

    private const int EntriesPerMessage = 100;
    private const int Variants = 16;
    private const int PeerBytes = 1024;

    /// <param name="args">The server's address, and which entries.</param>
    public static async Task RunAsync(string[] args)
    {
        using var channel = GrpcChannel.ForAddress(args[0]);
        using var stop = new CancellationTokenSource();
        var ended = Task.Run(async () =>
        {
            // The server closes its end of the pipe when it has measured enough, or dies.
            await Console.In.ReadToEndAsync();
            await stop.CancelAsync();
        });
        await Task.WhenAll(Enumerable.Range(0, Streams).Select(stream => SendAsync(channel, stream, args[1] == Large, stop.Token)).Append(ended));
    }

    private static async Task SendAsync(GrpcChannel channel, int stream, bool isLarge, CancellationToken stop)
    {
        var raw = new Method<byte[], byte[]>(
            MethodType.ClientStreaming, "envoy.service.accesslog.v3.AccessLogService", "StreamAccessLogs",
            Marshallers.Create(bytes => bytes, bytes => bytes), Marshallers.Create(bytes => bytes, bytes => bytes));
        using var call = channel.CreateCallInvoker().AsyncClientStreamingCall(raw, null, new CallOptions(cancellationToken: stop));
        var messages = Enumerable.Range(0, Variants).Select(seed => MessageOf(seed, isLarge).ToByteArray()).ToArray();
        try
        {
            await call.RequestStream.WriteAsync(Hello(stream).ToByteArray(), stop);
            for (var sent = 0; !stop.IsCancellationRequested; sent++)
            {
                await call.RequestStream.WriteAsync(messages[sent % Variants], stop);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or RpcException { StatusCode: StatusCode.OK or StatusCode.Cancelled or StatusCode.Unavailable })
        {
            // Measured enough: this end was told, or the server has ended its own, which may be heard of first.
        }
    }

    private static StreamAccessLogsMessage Hello(int stream) => new()
    {
        Identifier = new() { LogName = "bench", Node = new() { Id = $"sidecar~10.0.0.{stream + 1}~caller-{stream}-5d8f7c9b6d-x2x9k.bench~bench.svc.cluster.local" } },
    };

    private static StreamAccessLogsMessage MessageOf(int seed, bool isLarge)
    {
        var message = new StreamAccessLogsMessage { HttpLogs = new() };
        for (var each = 0; each < EntriesPerMessage; each++)
        {
            message.HttpLogs.LogEntry.Add(EntryOf((seed * EntriesPerMessage) + each, isLarge));
        }

        return message;
    }

    private static HTTPAccessLogEntry EntryOf(int number, bool isLarge)
    {
        var service = number % 20;
        var common = new AccessLogCommon
        {
            DownstreamRemoteAddress = Address("10.0.0.1", (uint)(30_000 + (number % 100))),
            DownstreamLocalAddress = Address($"10.96.0.{service}", 9080),
            UpstreamRemoteAddress = Address($"10.0.1.{number % 60}", 9080),
            UpstreamCluster = $"outbound|9080||service-{service}.bench.svc.cluster.local",
            StartTime = DateTimeOffset.UtcNow.ToTimestamp(),
            TimeToLastRxByte = Us(100 + number),
            TimeToFirstUpstreamTxByte = Us(600 + number),
            TimeToLastUpstreamTxByte = Us(650 + number),
            TimeToFirstUpstreamRxByte = Us(5_000 + (7 * number)),
            TimeToLastUpstreamRxByte = Us(5_100 + (7 * number)),
            TimeToFirstDownstreamTxByte = Us(5_050 + (7 * number)),
            TimeToLastDownstreamTxByte = Us(5_200 + (7 * number)),
            Duration = Us(5_300 + (7 * number)),
            UpstreamRequestAttemptCount = 1,
            AccessLogType = AccessLogType.DownstreamEnd,
        };
        if (isLarge)
        {
            common.FilterStateObjects["upstream_peer"] = Peer($"service-{service}");
            common.FilterStateObjects["downstream_peer"] = Peer("caller");
        }

        return new()
        {
            CommonProperties = common,
            ProtocolVersion = HTTPAccessLogEntry.Types.HTTPVersion.Http11,
            Request = new() { Path = $"/items/{number}", Authority = "service:9080", RequestId = $"{number:x32}" },
            Response = new() { ResponseCode = 200, ResponseCodeDetails = "via_upstream" },
        };
    }

    private static Any Peer(string workload)
    {
        var labels = new Struct();
        for (var each = 0; labels.CalculateSize() < PeerBytes; each++)
        {
            labels.Fields[$"label.example.com/number-{each}"] = Value.ForString($"value-of-label-{each}");
        }

        return Any.Pack(new Struct
        {
            Fields =
            {
                ["namespace"] = Value.ForString("bench"),
                ["workload"] = Value.ForString(workload),
                ["service"] = Value.ForString(workload),
                ["labels"] = Value.ForStruct(labels),
            },
        });
    }

    private static Envoy.Config.Core.V3.Address Address(string address, uint port) => new() { SocketAddress = new() { Address = address, PortValue = port } };

    private static Duration Us(int us) => new() { Seconds = us / 1_000_000, Nanos = us % 1_000_000 * 1000 };
}
