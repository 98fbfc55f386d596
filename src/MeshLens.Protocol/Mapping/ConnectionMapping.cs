using MeshLens.Core.Edges;
using MeshLens.Core.Windows;
using MeshLens.Protocol.Columns;

namespace MeshLens.Protocol.Mapping;

/// <summary>A reported connection as the exemplar an edge keeps.</summary>
public static class ConnectionMapping
{
    /// <param name="connection">As the agent reported it.</param>
    /// <param name="end">Which end that agent saw.</param>
    /// <param name="local">Address and port at that end.</param>
    /// <param name="remote">Address and port of the other end, as that end saw them.</param>
    /// <param name="process">Its process's name, when known.</param>
    /// <param name="at">When it was established or failed, by the clock of whoever takes it in.</param>
    public static ConnectionExemplar ToExemplar(
        this V1.Connection connection, End end, string local, string remote, string? process, DateTimeOffset at) => new()
        {
            End = end,
            ClientSequence = connection.ClientIsn,
            ServerSequence = connection.ServerIsn,
            Local = local,
            Remote = remote,
            HandshakeNs = Plausible.Duration(connection.HandshakeNs),
            SynRetransmits = connection.SynRetransmits,
            Failure = WireSignals.ReadFailure(connection.Failure),
            TurnNs = Plausible.Duration(connection.TurnNs),
            PickupNs = Plausible.Duration(connection.PickupNs),
            QueueingNs = Plausible.Duration(connection.QueueingNs),
            ServiceNs = Plausible.Duration(connection.ServiceNs),
            TailNs = Plausible.Duration(connection.TailNs),
            Retransmits = connection.Retransmits,
            StallNs = Plausible.Duration(connection.StallNs),
            Turns = connection.Turns,
            LifetimeNs = Plausible.Duration(connection.LifetimeNs),
            Process = process,
            ThreadId = connection.ThreadId,
            At = at,
        };
}
