using System.Globalization;
using MeshLens.Grains.Mesh;
using MeshLens.Grains.Probes;

namespace MeshLens.Ingest.Probes;

/// <summary>What is odd about probes: ways between nodes that fare badly, and agents that do not get to probe.</summary>
internal sealed class ProbeNotes(IProbeDirectory probes) : ISourceNotes
{
    private const int MostTold = 3;

    public IEnumerable<string> Notes()
    {
        var matrix = probes.Matrix();
        if (!matrix.Nodes.Any(static node => node.Probes))
        {
            yield break; // Nobody was asked to.
        }

        List<ProbePairView> ill = [.. matrix.Pairs.Where(static pair => pair.State is "slow" or "lossy" or "unreachable")];
        foreach (var pair in ill.Take(MostTold))
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"Probes from node {pair.From} to {pair.To} ({pair.Protocol}) find the way {pair.State} since {pair.Since:HH:mm:ss}: {pair.Lost + pair.Failed} of {pair.Ended} without an answer, {pair.MedianMs ?? 0:0.##} ms, usually {pair.BaselineMs ?? 0:0.##} ms.");
        }

        if (ill.Count > MostTold)
        {
            yield return $"{ill.Count - MostTold} more ways between nodes fare badly: 'meshlens probes' lists them.";
        }

        foreach (var node in matrix.Nodes.Where(static node => node.Skipped > 0).OrderByDescending(static node => node.Skipped).Take(MostTold))
        {
            yield return $"Node {node.Name} did not send {node.Skipped} probes, because its agent did not get to run or may not send them: {node.Name} needs processor time, or CAP_NET_RAW for ICMP.";
        }

        foreach (var note in matrix.Notes)
        {
            yield return note;
        }
    }
}
