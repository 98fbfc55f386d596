using System.Net;

namespace MeshLens.Ingest.Probes;

/// <summary>Says who cannot be probed or does not probe, and what to do about it.</summary>
internal static class ProbeGaps
{
    /// <param name="known">The nodes.</param>
    /// <param name="peers">How many peers each is to have.</param>
    /// <param name="shed">Reports of pairs that found no room.</param>
    public static IEnumerable<string> Of(List<ProbeNode> known, int peers, long shed)
    {
        if (known.TrueForAll(static node => node.Agent is null))
        {
            yield return "No agent takes part: start agents with --probe, or 'meshlens-agent probe'.";
        }
        else
        {
            foreach (var cluster in known.GroupBy(static node => node.Cluster).Where(static nodes => nodes.All(static node => node.Agent is null)))
            {
                yield return $"No agent of cluster '{cluster.Key}' takes part, so nobody probes its nodes: tell its agents their --cluster, and start them with --probe.";
            }
        }

        foreach (var lost in known.Where(static node => node is { Agent: not null, Address: null }))
        {
            yield return $"Nobody knows where node {lost.Name} is reached: give its agent --probe-address.";
        }

        foreach (var hidden in known.Exists(static node => node is { Agent: not null, Address: { } address } && !IPAddress.IsLoopback(address)) ? known.Where(IsHidden) : [])
        {
            yield return $"Nobody else can probe node {hidden.Name}, which is reached at {hidden.Address}: give its agent --probe-listen with an address that other nodes reach.";
        }

        if (peers == 0)
        {
            yield return "No peers are planned (--probe-peers 0): only agents with a file of nodes probe.";
        }

        if (shed > 0)
        {
            yield return $"{shed} reports of pairs found no room.";
        }
    }

    private static bool IsHidden(ProbeNode node) => node.Address is { } address && IPAddress.IsLoopback(address);
}
