using System.Net;
using MeshLens.Core.Probes;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.V1;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WireProtocol = MeshLens.Protocol.V1.ProbeProtocol;

namespace MeshLens.Ingest.Probes;

/// <summary>Tells each agent whom to probe: itself, which shows what is usual within a node, and the peers that its name chooses.</summary>
/// <remarks>An agent hears of its own peers alone, and only when they changed: a node that comes or goes is told to those that it concerns.</remarks>
internal sealed partial class ProbePlanner(ProbeNodes nodes, IOptions<ProbeOptions> options, TimeProvider time, ILogger<ProbePlanner> log) : BackgroundService
{
    private static readonly TimeSpan BetweenPlans = TimeSpan.FromSeconds(2);

    private List<ProbeNode> _planned = [];
    private bool _isFailing;

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
            var candidates = new RendezvousCandidates<ProbeNode>(members, static node => node.Name);
            foreach (var node in members.Where(static node => node.Agent is { Hello.Probes.HasPeers: false }))
            {
                node.Agent!.Tell(PlanOf(node, candidates));
            }
        }
    }

    /// <summary>Looks once; what goes wrong is said once, and all of it tried again next time.</summary>
    public void TryPlan()
    {
        try
        {
            Plan();
            _isFailing = false;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Whatever it is, agents go on as they were told, and a server does not end because some node cannot be planned for.
            _planned = [];
            if (!_isFailing)
            {
                LogNotPlanned(fault);
            }

            _isFailing = true;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BetweenPlans, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            TryPlan();
        }
    }

    private ProbePlan PlanOf(ProbeNode node, RendezvousCandidates<ProbeNode> candidates)
    {
        var plan = new ProbePlan();
        foreach (var peer in candidates.Choose(node.Name, options.Value.Peers, other => IsReachable(node, other.Address!)).Prepend(node))
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Agents could not be told whom to probe: they go on as they were told before. It is tried again every two seconds.")]
    private partial void LogNotPlanned(Exception fault);
}
