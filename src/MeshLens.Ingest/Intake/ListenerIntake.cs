using System.Net;
using MeshLens.Core.Edges;
using MeshLens.Ingest.Edges;
using MeshLens.Ingest.Naming.Processes;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.Mapping;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Intake;

/// <summary>Takes in listening sockets: who listens where, and how full their accept queues are, to the edges that reach them.</summary>
internal sealed class ListenerIntake(EndpointAudience audience)
{
    public void Take(StreamState stream, in BatchStamp stamp, IEnumerable<Listener> listeners)
    {
        foreach (var listener in listeners)
        {
            if (!WireAddress.TryRead(listener.Address, out var address))
            {
                stream.Faults.Add(Fault.BadAddress);
            }
            else if (listener.Port is 0 or > ushort.MaxValue)
            {
                stream.Faults.Add(Fault.BadFlow);
            }
            else
            {
                Take(stream, stamp, listener, address);
            }
        }
    }

    private void Take(StreamState stream, in BatchStamp stamp, Listener listener, IPAddress address)
    {
        var port = (int)listener.Port;
        if (ProcessIdentity.Read(listener.Process) is { } process)
        {
            stream.Node.Learn(process);
            stream.Node.LearnListener(address, port, listener.NetworkNamespace, process);
        }

        foreach (var reached in AddressesOf(stream, listener, address))
        {
            var endpoint = new IPEndPoint(reached, port).ToString();
            var state = listener.ToState(endpoint);
            var vantage = new Vantage(Leg.Direct, End.Server, endpoint, false);
            foreach (var edge in audience.Of(stream.Node.Node, listener.NetworkNamespace, reached, port))
            {
                edge.Update(vantage, stamp.Window, pending => pending.Add(state));
            }
        }
    }

    private static IEnumerable<IPAddress> AddressesOf(StreamState stream, Listener listener, IPAddress address) =>
        NodeProcesses.IsAny(address)
            ? stream.Node.AddressesOf(listener.NetworkNamespace).Append(IPAddress.Loopback).Append(IPAddress.IPv6Loopback)
            : [address];
}
