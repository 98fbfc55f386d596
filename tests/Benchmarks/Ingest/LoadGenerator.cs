using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.Columns;
using MeshLens.Protocol.V1;
using MeshLens.Protocol.Versions;
using Counter = MeshLens.Core.Signals.Counter;

namespace Benchmarks.Ingest;

/// <summary>
/// Agents that send as fast as the server takes it, in a process of their own so that their processor time is not the
/// server's. Batches are encoded once: three histograms of six buckets and two counters for each of a node's edges.
/// </summary>
internal static class LoadGenerator
{
    public const string Verb = "ingest-load";
    public const int RowsPerEdge = 5;

    private const int Unacknowledged = 4;
    private const int Variants = 8;

    private static readonly Signal[] Signals = [Signal.Turn, Signal.Pickup, Signal.Handshake];

    /// <param name="args">The server's address, how many nodes, how many edges each, milliseconds between batches (0: none).</param>
    public static async Task RunAsync(string[] args)
    {
        var (nodes, edges, pause) = (int.Parse(args[1], null), int.Parse(args[2], null), TimeSpan.FromMilliseconds(int.Parse(args[3], null)));
        using var channel = GrpcChannel.ForAddress(args[0]);
        using var stop = new CancellationTokenSource();
        var ended = Task.Run(async () =>
        {
            // The server closes its end of the pipe when it has measured enough, or dies.
            await Console.In.ReadToEndAsync();
            await stop.CancelAsync();
        });
        await Task.WhenAll(Enumerable.Range(0, nodes).Select(node => ReportAsync(channel, node, edges, pause, stop.Token)).Append(ended));
    }

    private static async Task ReportAsync(GrpcChannel channel, int node, int edges, TimeSpan pause, CancellationToken stop)
    {
        var raw = new Method<byte[], ServerMessage>(
            MethodType.DuplexStreaming, "meshlens.v1.AgentIngest", "Report",
            Marshallers.Create(bytes => bytes, bytes => bytes), Marshallers.Create(message => message.ToByteArray(), ServerMessage.Parser.ParseFrom));
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(raw, null, new CallOptions(cancellationToken: stop));
        try
        {
            await call.RequestStream.WriteAsync(HelloOf(node).ToByteArray(), stop);
            await call.ResponseStream.MoveNext(stop);
            await call.RequestStream.WriteAsync(FlowsOf(node, edges).ToByteArray(), stop);
            var batches = Enumerable.Range(0, Variants).Select(seed => BatchOf(edges, seed).ToByteArray()).ToArray();
            await SendAsync(call, batches, pause, stop);
        }
        catch (Exception end) when (end is OperationCanceledException or RpcException { StatusCode: StatusCode.OK or StatusCode.Cancelled } && stop.IsCancellationRequested)
        {
            // Measured enough.
        }
    }

    private static async Task SendAsync(AsyncDuplexStreamingCall<byte[], ServerMessage> call, byte[][] batches, TimeSpan pause, CancellationToken stop)
    {
        using var open = new SemaphoreSlim(Unacknowledged);
        var answers = Task.Run(async () =>
        {
            while (await call.ResponseStream.MoveNext(stop))
            {
                open.Release();
            }
        }, stop);
        for (var i = 0; !stop.IsCancellationRequested && !answers.IsCompleted; i++)
        {
            await open.WaitAsync(stop);
            await call.RequestStream.WriteAsync(batches[i % batches.Length], stop);
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, stop);
            }
        }

        await answers;
    }

    private static AgentMessage HelloOf(int node) =>
        new() { Hello = new() { ProtocolVersion = ProtocolVersion.Current, AgentId = $"load-{node}", Node = $"node-{node}" } };

    private static AgentMessage FlowsOf(int node, int edges)
    {
        var batch = new Batch();
        for (var edge = 1; edge <= edges; edge++)
        {
            batch.Flows.Add(new Flow
            {
                Id = (uint)edge,
                Role = Role.Client,
                LocalAddress = WireAddress.Write(new IPAddress([10, 1, (byte)node, 1])),
                RemoteAddress = WireAddress.Write(new IPAddress([10, 2, (byte)(edge >> 8), (byte)edge])),
                ServicePort = 8080,
                NetworkNamespace = 1,
                Process = new() { Pid = 42, Name = "load" },
            });
        }

        return new() { Batch = batch };
    }

    private static AgentMessage BatchOf(int edges, int seed)
    {
        var random = new Random(seed);
        var batch = new Batch { IntervalMs = 1000, Histograms = new(), Counters = new() };
        for (var flow = 1u; flow <= edges; flow++)
        {
            foreach (var signal in Signals)
            {
                batch.Histograms.Append(flow, signal, SixBuckets(random));
            }

            batch.Counters.Append(flow, Counter.Turns, (ulong)random.Next(6, 60));
            batch.Counters.Append(flow, Counter.BytesSent, (ulong)random.Next(1000, 1_000_000));
        }

        return new() { Batch = batch };
    }

    private static ExponentialHistogram SixBuckets(Random random)
    {
        var first = random.Next(-70, -60);
        var histogram = new ExponentialHistogram();
        for (var i = 0; i < 6; i++)
        {
            histogram.Add(first + i, (uint)random.Next(1, 10));
        }

        var count = histogram.Occupied.Aggregate(0UL, (sum, bucket) => sum + bucket.Count);
        var most = BucketBoundaries.UpperBoundNs(first + 5);
        histogram.AddTotals(count, count * most / 2, most);
        return histogram;
    }
}
