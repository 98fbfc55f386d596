using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Windows;
using MeshLens.Ingest.AccessLogs;
using MeshLens.Ingest.Edges;
using MeshLens.Ingest.Naming;
using MeshLens.Protocol.Mapping;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Intake;

/// <summary>Takes in what ambient node proxies logged, to the edges of the pairs that they logged it of.</summary>
/// <remarks>Rows are sums over an interval, so an edge is looked up a few times a second, and nothing needs to be remembered.</remarks>
internal sealed class HopIntake(NodeHopNamer namer, EdgeTable edges, AccessLogInstruments instruments)
{
    public void Take(StreamState stream, in BatchStamp stamp, IEnumerable<ProxyHop> hops)
    {
        foreach (var hop in hops)
        {
            var entries = (int)Math.Min(hop.Ended, int.MaxValue);
            instruments.CountReceived(entries);
            if (!HopMapping.TryRead(hop, stamp.Window, out var read, out var fault))
            {
                stream.Faults.Add(FaultNames.Of(fault));
                instruments.CountShed(AccessLogShed.Malformed, entries);
            }
            else if (namer.Name(stream.Node, hop) is not { } named)
            {
                instruments.CountShed(AccessLogShed.Unnamed, entries);
            }
            else
            {
                Add(named, named.IsSameNode ? WithinNode(read) : read, entries);
            }
        }
    }

    private void Add(NodeHop named, HopDelta read, int entries)
    {
        if (edges.Join(named.Edge.Key, named.Edge.Source, named.Edge.Destination) is not { } edge)
        {
            instruments.CountShed(AccessLogShed.EdgeLimit, entries);
            return;
        }

        if (edge.Add(read))
        {
            instruments.CountTaken(entries);
        }
        else
        {
            instruments.CountShed(AccessLogShed.PendingLimit, entries);
        }

        edges.Leave(edge);
    }

    private static HopDelta WithinNode(HopDelta read) => read with { SameNode = read.Ended, Legs = [new(Leg.ProxyToApp, read.Ended)] };
}
