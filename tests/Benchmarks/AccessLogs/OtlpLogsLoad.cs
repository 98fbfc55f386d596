using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MeshLens.Core.Telemetry;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Benchmarks.AccessLogs;

/// <summary>Proxies that export logs over OTLP as fast as the server answers, in a process of their own. Requests are encoded once.</summary>
internal static class OtlpLogsLoad
{
    public const string Verb = "otlp-logs-load";
    public const int Senders = 8;

    private const int RecordsPerRequest = 100;
    private const int Variants = 16;

    /// <param name="args">The server's address.</param>
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
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => SendAsync(channel, sender, stop.Token)).Append(ended));
    }

    private static async Task SendAsync(GrpcChannel channel, int sender, CancellationToken stop)
    {
        var raw = new Method<byte[], byte[]>(
            MethodType.Unary, "opentelemetry.proto.collector.logs.v1.LogsService", "Export",
            Marshallers.Create(bytes => bytes, bytes => bytes), Marshallers.Create(bytes => bytes, bytes => bytes));
        var invoker = channel.CreateCallInvoker();
        var requests = Enumerable.Range(0, Variants).Select(seed => RequestOf(sender, seed).ToByteArray()).ToArray();
        try
        {
            for (var sent = 0; !stop.IsCancellationRequested; sent++)
            {
                await invoker.AsyncUnaryCall(raw, null, new CallOptions(cancellationToken: stop), requests[sent % Variants]);
            }
        }
        catch (RpcException end) when (end.StatusCode is StatusCode.Cancelled or StatusCode.Unavailable)
        {
            // Measured enough.
        }
    }

    private static ExportLogsServiceRequest RequestOf(int sender, int seed)
    {
        var scope = new ScopeLogs();
        for (var each = 0; each < RecordsPerRequest; each++)
        {
            scope.LogRecords.Add(RecordOf(sender, (seed * RecordsPerRequest) + each));
        }

        return new() { ResourceLogs = { new ResourceLogs { Resource = new(), ScopeLogs = { scope } } } };
    }

    private static LogRecord RecordOf(int sender, int number)
    {
        var service = number % 20;
        var record = new LogRecord { TimeUnixNano = (ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000_000, Body = new() { StringValue = "-" } };
        Add(record, AccessAttribute.Type, "DownstreamEnd");
        Add(record, AccessAttribute.Protocol, "HTTP/1.1");
        Add(record, AccessAttribute.Status, "200");
        Add(record, AccessAttribute.Flags, "-");
        Add(record, AccessAttribute.Details, "via_upstream");
        Add(record, AccessAttribute.TransportFailure, "-");
        Add(record, AccessAttribute.BytesReceived, "0");
        Add(record, AccessAttribute.BytesSent, "512");
        Add(record, AccessAttribute.DurationMs, Text(5 + (number / 200)));
        Add(record, AccessAttribute.ServiceTimeMs, "4");
        Add(record, AccessAttribute.Attempts, "1");
        Add(record, AccessAttribute.Cluster, $"outbound|9080||service-{service}.bench.svc.cluster.local");
        Add(record, AccessAttribute.Route, "default");
        Add(record, AccessAttribute.UpstreamRemote, $"10.0.1.{number % 60}:9080");
        Add(record, AccessAttribute.UpstreamLocal, $"10.0.0.{sender + 1}:{41_000 + (number % 50)}");
        Add(record, AccessAttribute.DownstreamLocal, $"10.96.0.{service}:9080");
        Add(record, AccessAttribute.DownstreamRemote, $"10.0.0.{sender + 1}:{30_000 + (number % 100)}");
        Add(record, AccessAttribute.RequestReceivedUs, Text(100 + number));
        Add(record, AccessAttribute.UpstreamBeganUs, Text(600 + number));
        Add(record, AccessAttribute.UpstreamSentUs, Text(650 + number));
        Add(record, AccessAttribute.ResponseBeganUs, Text(5_000 + number));
        Add(record, AccessAttribute.ResponseReceivedUs, Text(5_100 + number));
        Add(record, AccessAttribute.DownstreamBeganUs, Text(5_050 + number));
        Add(record, AccessAttribute.DownstreamSentUs, Text(5_200 + number));
        Add(record, AccessAttribute.ConnectUs, "300");
        Add(record, AccessAttribute.TlsUs, "900");
        Add(record, AccessAttribute.PoolMs, "0");
        Add(record, AccessAttribute.ConnectionId, Text(1 + (number % 50)));
        Add(record, AccessAttribute.SourceWorkload, "-");
        Add(record, AccessAttribute.OwnPod, $"caller-{sender}-5d8f7c9b6d-x2x9k");
        Add(record, AccessAttribute.OwnNamespace, "bench");
        Add(record, AccessAttribute.OwnWorkload, $"caller-{sender}");
        Add(record, AccessAttribute.OwnCluster, "Kubernetes");
        return record;
    }

    private static void Add(LogRecord record, AccessAttribute attribute, string value) =>
        record.Attributes.Add(new KeyValue { Key = AccessAttributes.NameOf(attribute), Value = new() { StringValue = value } });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
