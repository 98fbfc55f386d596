using System.Globalization;
using MeshLens.Core.Probes;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Writing;

/// <summary>
/// Puts probes between the nodes of both ends beside the verdict: is it this edge, or everything between these nodes? They are a
/// control group, and no witness of the edge itself: they confirm, clear and locate, and change no verdict.
/// </summary>
internal static class ControlGroup
{
    private const double Ms = 1e6;
    private const int MostShown = 3;

    // Few probes between few nodes clear nobody.
    private const long EnoughProbes = 8;

    public static Diagnosis AddTo(Diagnosis diagnosis, PathProbes? probes)
    {
        if (probes is not { Pairs.Count: > 0 })
        {
            return diagnosis;
        }

        List<PathProbePair> ill = [.. probes.Pairs.Where(static pair => pair.State is ProbePairState.Slow or ProbePairState.Lossy or ProbePairState.Unreachable).OrderByDescending(Badness)];
        return ill.Count > 0 ? WithTrouble(diagnosis, probes, ill) : Quiet(diagnosis, probes);
    }

    private static Diagnosis WithTrouble(Diagnosis diagnosis, PathProbes probes, List<PathProbePair> ill) => diagnosis with
    {
        Evidence = diagnosis.Verdict.Class == VerdictClass.Network ? [.. diagnosis.Evidence, .. ill.Take(MostShown).Select(Evidence)] : diagnosis.Evidence,
        Notes =
        [
            .. diagnosis.Notes,
            $"{(diagnosis.Verdict.Class == VerdictClass.Network ? "It is not this edge alone: probes" : "Probes")} between {Nodes(ill[0])} fare badly as well: {Say(ill[0])}{Others(ill.Count - 1, probes.Pairs.Count)}.",
        ],
    };

    private static Diagnosis Quiet(Diagnosis diagnosis, PathProbes probes)
    {
        if (probes.Pairs.Sum(static pair => pair.Ended) < EnoughProbes)
        {
            return diagnosis;
        }

        return diagnosis.Verdict.Class switch
        {
            VerdictClass.Network => diagnosis with
            {
                Notes = [.. diagnosis.Notes, $"It is this edge and not everything between its nodes: probes there are as usual ({Usual(probes)})."],
            },
            VerdictClass.Application or VerdictClass.MeshConfig => diagnosis with
            {
                Exonerated = [.. diagnosis.Exonerated, new(VerdictClass.Network, $"Probes between the same nodes are as usual: {Usual(probes)}.")],
            },
            _ => diagnosis,
        };
    }

    private static Evidence Evidence(PathProbePair pair) => pair.State == ProbePairState.Slow
        ? new("probe.rtt.p50", pair.MedianNs / Ms, "ms", pair.BaselineNs / Ms, Sources.Probes, VerdictClass.Network)
        : new("probe.unanswered", pair.Unanswered, "probes", 0, Sources.Probes, VerdictClass.Network);

    private static string Nodes(PathProbePair pair) => $"nodes {pair.From} and {pair.To}";

    private static string Say(PathProbePair pair) => pair.State == ProbePairState.Slow
        ? $"{Write(pair.MedianNs)} ms instead of {Write(pair.BaselineNs)} ms"
        : $"{pair.Unanswered} of {pair.Ended} got no answer";

    private static string Others(int others, int all) => others > 0 ? $", and so do {others} more of {all} ways that are probed" : "";

    private static string Usual(PathProbes probes) =>
        $"{Write(probes.Pairs.Max(static pair => pair.MedianNs))} ms at most, {probes.Pairs.Sum(static pair => pair.Unanswered)} of {probes.Pairs.Sum(static pair => pair.Ended)} without an answer";

    private static double Badness(PathProbePair pair) =>
        pair.State == ProbePairState.Unreachable ? double.MaxValue : pair.State == ProbePairState.Lossy ? pair.Unanswered * Ms : pair.MedianNs - pair.BaselineNs;

    private static string Write(double ns) => (ns / Ms).ToString("0.##", CultureInfo.InvariantCulture);
}
