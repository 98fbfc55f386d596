using System.Net;
using MeshLens.Core.Edges;
using MeshLens.Core.Windows;
using MeshLens.Grains.Connections;
using MeshLens.Ingest.Connections;
using MeshLens.Ingest.Edges;
using MeshLens.Ingest.Flows;
using MeshLens.Protocol.Mapping;
using MeshLens.Protocol.V1;
using Flow = MeshLens.Ingest.Flows.Flow;

namespace MeshLens.Ingest.Intake;

/// <summary>Takes in connections reported one by one: to join both ends, and to keep the worst and the failed.</summary>
internal sealed class ConnectionIntake(FlowIntake flows, ConnectionIndex index)
{
    public void Take(StreamState stream, in BatchStamp stamp, IEnumerable<Connection> connections)
    {
        foreach (var connection in connections)
        {
            if (stream.Flows.Find(connection.Flow) is { } flow)
            {
                Take(flow, stamp, connection);
            }
            else
            {
                stream.Faults.Add(Fault.UnknownFlow);
            }
        }
    }

    private void Take(Flow flow, in BatchStamp stamp, Connection connection)
    {
        var view = ViewOf(flow, stamp, connection);
        var other = index.Add(new(connection.ClientIsn, connection.ServerIsn), flow.End, view);
        if (connection.Kind is not (ConnectionKind.Worst or ConnectionKind.Failed))
        {
            return;
        }

        // Joined just now: the exemplar belongs to the edge that this told.
        var (to, exemplar) = other is null ? (flow, view.Exemplar) : Paired(view, other, flow);
        var window = stamp.Window;
        foreach (var target in to == flow ? flows.TargetsOf(flow) : to.Targets)
        {
            target.Edge.Update(target.Vantage, window, pending => pending.Add(exemplar));
        }
    }

    // One connection seen from both ends tells the client's turn apart from the server's part in it.
    private static (Flow To, ConnectionExemplar Exemplar) Paired(ConnectionView own, ConnectionView other, Flow flow)
    {
        var (client, server) = flow.End == End.Client ? (own, other) : (other, own);
        return (client.Flow, client.Exemplar with
        {
            QueueingNs = server.Exemplar.QueueingNs,
            ServiceNs = server.Exemplar.ServiceNs,
            LifetimeNs = client.Exemplar.LifetimeNs != 0 ? client.Exemplar.LifetimeNs : server.Exemplar.LifetimeNs,
            TailNs = client.Exemplar.TailNs != 0 ? client.Exemplar.TailNs : server.Exemplar.TailNs,
        });
    }

    private static ConnectionView ViewOf(Flow flow, in BatchStamp stamp, Connection connection)
    {
        var definition = flow.Definition;
        var (local, remote) = (Port(connection.LocalPort), Port(connection.RemotePort));
        var (near, far) = (new IPEndPoint(definition.Local, local), new IPEndPoint(definition.Remote, remote));
        var ends = flow.End == End.Client ? ConnectionEnds.Of(near, far) : ConnectionEnds.Of(far, near);
        var exemplar = connection.ToExemplar(
            flow.End,
            near.ToString(),
            far.ToString(),
            definition.Process?.Name,
            stamp.EndedAt - TimeSpan.FromMilliseconds(connection.AgeMs));
        (exemplar.Cgroup, exemplar.NetworkNamespace) = (definition.Cgroup, definition.NetworkNamespace);
        return new(flow, ends, exemplar);
    }

    private static int Port(uint port) => (int)Math.Min(port, ushort.MaxValue);
}
