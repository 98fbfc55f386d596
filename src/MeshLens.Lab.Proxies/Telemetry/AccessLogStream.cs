using System.Threading.Channels;
using Envoy.Config.Core.V3;
using Envoy.Service.Accesslog.V3;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using MeshLens.Lab.Proxies.Sidecars;

namespace MeshLens.Lab.Proxies.Telemetry;

/// <summary>A proxy's stream to an access log service: batches of a second, the identifier first, lossy where nobody reads.</summary>
internal sealed class AccessLogStream(Uri service, ProxySelf self)
{
    private const int Room = 8192;
    private static readonly TimeSpan Flush = TimeSpan.FromSeconds(1);

    private readonly Channel<Hop> _hops = Channel.CreateBounded<Hop>(new BoundedChannelOptions(Room) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Add(Hop hop) => _hops.Writer.TryWrite(hop);

    public void Start() => _ = Task.Run(RunAsync);

    private async Task RunAsync()
    {
        using var channel = GrpcChannel.ForAddress(service);
        while (true)
        {
            try
            {
                await StreamAsync(new AccessLogService.AccessLogServiceClient(channel));
            }
            catch (Exception ended) when (ended is RpcException or InvalidOperationException or IOException)
            {
                // Whatever a write says of a call that has ended. The service restarts, or is not up yet: another stream is opened with the next batch.
            }

            await Task.Delay(Flush);
        }
    }

    private async Task StreamAsync(AccessLogService.AccessLogServiceClient client)
    {
        using var call = client.StreamAccessLogs();
        var first = true;
        while (await _hops.Reader.WaitToReadAsync())
        {
            await Task.Delay(Flush);
            var message = new StreamAccessLogsMessage { Identifier = first ? Identifier() : null, HttpLogs = new() };
            while (_hops.Reader.TryRead(out var hop))
            {
                message.HttpLogs.LogEntry.Add(EntryWriter.Write(hop, self));
            }

            await call.RequestStream.WriteAsync(message);
            first = false;
        }
    }

    private StreamAccessLogsMessage.Types.Identifier Identifier() => new()
    {
        LogName = "http_envoy_accesslog",
        Node = new Node
        {
            Id = self.Node.Id,
            Cluster = $"{self.Workload}.{self.Node.Namespace}",
            Metadata = new()
            {
                Fields =
                {
                    ["NAMESPACE"] = Value.ForString(self.Node.Namespace),
                    ["WORKLOAD_NAME"] = Value.ForString(self.Workload),
                    ["CLUSTER_ID"] = Value.ForString(Localities.Cluster),
                    ["NAME"] = Value.ForString(self.Node.Pod),
                },
            },
        },
    };
}
