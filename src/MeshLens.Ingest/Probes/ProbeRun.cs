using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using MeshLens.Core.Probes;
using MeshLens.Grains.Probes;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.V1;
using WireProtocol = MeshLens.Protocol.V1.ProbeProtocol;

namespace MeshLens.Ingest.Probes;

/// <summary>Has one question answered by agents, and tells each answer as it comes.</summary>
internal sealed class ProbeRun(AcceptedProbe probe, ProbeNodes nodes, ProbeOrders orders, ProbeInstruments instruments, TimeProvider time) : IProbeRun
{
    private const double Ms = 1e6;

    // For the way to the agent and back, and for an agent that is busy.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private bool _isOver;

    public AcceptedProbe Probe => probe;

    public async IAsyncEnumerable<ProbeAnswer> Answers([EnumeratorCancellation] CancellationToken cancellation)
    {
        var results = Channel.CreateBounded<(ulong Order, ProbeResult Result)>(new BoundedChannelOptions(Math.Max(16, 2 * probe.Count * probe.From.Count)));
        var waiting = new Dictionary<ulong, (ProbeNode Node, int Told)>();
        try
        {
            Send(results.Writer, waiting);
            using var patience = new CancellationTokenSource(Patience(), time);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
            while (waiting.Count > 0 && await NextAsync(results.Reader, ending.Token, cancellation) is var (order, result))
            {
                if (waiting.TryGetValue(order, out var known))
                {
                    Follow(waiting, order, known, result);
                    yield return Answer(known.Node.Name, result);
                }
            }

            foreach (var (node, told) in waiting.Values)
            {
                yield return new() { From = node.Name, Sequence = told + 1, Outcome = "no-word" };
            }
        }
        finally
        {
            foreach (var (order, (node, _)) in waiting)
            {
                orders.Close(order);
                node.Agent!.Tell(new ProbeOrder { Id = order }); // Whoever asked is gone: what is left of it is not sent.
            }
        }
    }

    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _isOver, true))
        {
            instruments.End();
        }
    }

    private TimeSpan Patience() =>
        TimeSpan.FromMilliseconds(((double)(probe.Count - 1) * probe.IntervalMs) + probe.TimeoutMs) + Grace;

    private void Send(ChannelWriter<(ulong, ProbeResult)> results, Dictionary<ulong, (ProbeNode, int)> waiting)
    {
        foreach (var node in nodes.All().Where(node => node.Cluster == probe.Cluster && node.Agent is not null && probe.From.Contains(node.Name)))
        {
            var id = orders.Open(node.Name, results);
            waiting[id] = (node, 0);
            node.Agent!.Tell(OrderOf(id));
        }
    }

    private ProbeOrder OrderOf(ulong id)
    {
        _ = ProbeNames.TryRead(probe.Protocol, out var protocol);
        return new()
        {
            Id = id,
            Address = WireAddress.Write(IPAddress.Parse(probe.Address)),
            Port = (uint)probe.Port,
            Protocol = (WireProtocol)protocol,
            Count = (uint)probe.Count,
            IntervalMs = (uint)probe.IntervalMs,
            TimeoutMs = (uint)probe.TimeoutMs,
            Host = probe.Host,
            Path = probe.Path,
        };
    }

    private void Follow(Dictionary<ulong, (ProbeNode Node, int Told)> waiting, ulong order, (ProbeNode Node, int Told) known, ProbeResult result)
    {
        if (result.IsLast)
        {
            waiting.Remove(order);
            orders.Close(order);
        }
        else
        {
            waiting[order] = (known.Node, known.Told + 1);
        }
    }

    private static ProbeAnswer Answer(string node, ProbeResult result) => new()
    {
        From = node,
        Sequence = (int)Math.Min(result.Sequence, int.MaxValue),
        Outcome = result.Outcome switch
        {
            ProbeOutcome.Answered => "answered",
            ProbeOutcome.Lost => "lost",
            ProbeOutcome.Refused => "refused",
            ProbeOutcome.Unreachable => "unreachable",
            _ => "not-sent",
        },
        RttMs = result.RttNs == 0 ? null : result.RttNs / Ms,
        Status = result.Status == 0 ? null : (int)Math.Min(result.Status, 999),
        ConnectMs = result.ConnectNs == 0 ? null : result.ConnectNs / Ms,
    };

    // Null when no more will come in time.
    private static async ValueTask<(ulong Order, ProbeResult Result)?> NextAsync(
        ChannelReader<(ulong, ProbeResult)> results, CancellationToken ending, CancellationToken cancellation)
    {
        try
        {
            return await results.ReadAsync(ending);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
