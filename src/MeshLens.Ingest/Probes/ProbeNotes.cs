using System.Globalization;
using MeshLens.Grains.Mesh;
using MeshLens.Grains.Probes;

namespace MeshLens.Ingest.Probes;

/// <summary>What is odd about probes: ways between nodes that fare badly, nodes that nobody reaches, agents that do not get to probe, and targets that were refused.</summary>
internal sealed class ProbeNotes(IProbeDirectory probes, ProbeInstruments instruments) : ISourceNotes
{
    private const int MostTold = 3;

    public IEnumerable<string> Notes() => instruments.LastForbidden is { } target ? OfMesh().Append(Refused(target)) : OfMesh();

    private IEnumerable<string> OfMesh()
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

        foreach (var note in Unreached(matrix).Take(MostTold))
        {
            yield return note;
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

    private static IEnumerable<string> Unreached(ProbeMatrix matrix) =>
        from pair in matrix.Pairs
        where pair.From != pair.To && pair.State != "unknown"
        group pair by (pair.Cluster, pair.To) into pairs
        where pairs.All(HasNoAnswer)
        let protocols = string.Join(", ", pairs.Select(static pair => pair.Protocol).Distinct())
        select $"Nobody reaches node {pairs.Key.To}: none of the {pairs.Select(static pair => pair.From).Distinct().Count()} nodes that probe it got an answer in ten seconds. Look whether it is up and lets probes in ({protocols}).";

    private static bool HasNoAnswer(ProbePairView pair) => pair.Ended > 0 && pair.Lost + pair.Failed == pair.Ended;

    private string Refused(string target) =>
        $"{instruments.Refused(ProbeRefusalKind.Forbidden)} questions for targets that are not allowed were refused, the last one for '{target}': where they should be, --probe-allow allows them.";
}
