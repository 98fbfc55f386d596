using System.Net;
using MeshLens.Core.Probes;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.V1;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using WireProtocol = MeshLens.Protocol.V1.ProbeProtocol;

namespace MeshLens.Ingest.Probes;

/// <summary>Tells each agent whom to probe: itself, which shows what is usual within a node, and the peers that its name chooses.</summary>
/// <remarks>An agent hears of its own peers alone, and only when they changed: a node that comes or goes is told to those that it concerns.</remarks>
internal sealed class ProbePlanner(ProbeNodes nodes, IOptions<ProbeOptions> options, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan BetweenPlans = TimeSpan.FromSeconds(2);

    private List<ProbeNode> _planned = [];

    /// <summary>Looks once, and tells what changed.</summary>
    public void Plan()
    {
        var known = nodes.All();
        if (known.SequenceEqual(_planned))
        {
            return;
        }

        _planned = known;
        foreach (var cluster in known.Where(static node => node.Address is not null).GroupBy(static node => node.Cluster))
        {
            List<ProbeNode> members = [.. cluster];
            foreach (var node in members.Where(static node => node.Agent is { Hello.Probes.HasPeers: false }))
            {
                node.Agent!.Tell(PlanOf(node, members));
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BetweenPlans, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Plan();
        }
    }

    private ProbePlan PlanOf(ProbeNode node, List<ProbeNode> members)
    {
        var plan = new ProbePlan();
        var reachable = members.Where(other => other == node || IsReachable(node, other.Address!));
        foreach (var peer in Rendezvous.Choose(node.Name, reachable, static other => other.Name, options.Value.Peers).Prepend(node))
        {
            foreach (var protocol in ProtocolsOf(node.Agent!.Hello.Probes.Protocols, peer.Port))
            {
                plan.Peers.Add(new ProbePeer { Node = peer.Name, Address = WireAddress.Write(peer.Address!), Port = (uint)peer.Port, Protocol = protocol });
            }
        }

        return plan;
    }

    // A loopback address is each machine's own: it means a neighbour only to those who are on this very machine.
    private static bool IsReachable(ProbeNode from, IPAddress address) =>
        !IPAddress.IsLoopback(address) || (from.Agent is { Remote: { } remote } && IPAddress.IsLoopback(remote));

    private static IEnumerable<WireProtocol> ProtocolsOf(IReadOnlyCollection<WireProtocol> wanted, int port) => wanted.Count == 0
        ? [port == 0 ? WireProtocol.Icmp : WireProtocol.Tcp]
        : wanted.Where(protocol => port != 0 || protocol == WireProtocol.Icmp).Distinct();
}
