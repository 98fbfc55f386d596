using MeshLens.Core.Probes;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.V1;
using WireProtocol = MeshLens.Protocol.V1.ProbeProtocol;

namespace MeshLens.Agent.Probing;

/// <summary>Whom to probe and how, from a file of nodes or from the server's plan.</summary>
internal static class PeerChoice
{
    private const int MostPeers = 256;

    /// <summary>This node itself, which tells what is usual within one, and those that its name chooses.</summary>
    public static List<PeerTally> From(IReadOnlyList<ProbeNode> nodes, string node, ProbeOptions options) =>
    [
        .. nodes.Where(each => each.Name == node)
            .Concat(Rendezvous.Choose(node, nodes, static each => each.Name, options.Peers))
            .SelectMany(each => ProtocolsOf(each.Port, options.Protocols).Select(protocol => Tally(each.Name, new(each.Address, each.Port), protocol))),
    ];

    /// <summary>What cannot be read is left out: a plan is of use without it.</summary>
    public static List<PeerTally> From(ProbePlan plan)
    {
        List<PeerTally> peers = [];
        foreach (var peer in plan.Peers.Take(MostPeers))
        {
            if (WireAddress.TryRead(peer.Address, out var address) && peer.Port <= ushort.MaxValue && peer.Protocol is WireProtocol.Tcp or WireProtocol.Icmp or WireProtocol.Http)
            {
                peers.Add(Tally(peer.Node, new(address, (int)peer.Port), peer.Protocol));
            }
        }

        return peers;
    }

    private static IEnumerable<WireProtocol> ProtocolsOf(int port, IReadOnlyList<WireProtocol> wanted) => wanted.Count == 0
        ? [port == 0 ? WireProtocol.Icmp : WireProtocol.Tcp]
        : wanted.Where(protocol => port != 0 || protocol == WireProtocol.Icmp);

    private static PeerTally Tally(string node, RawAddress address, WireProtocol protocol) => new(node, new(address, protocol, node));
}
