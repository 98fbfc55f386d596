using MeshLens.Core.Totals;
using MeshLens.Core.Verdicts;
using MeshLens.Exposition.Families;
using MeshLens.Exposition.Wire;

namespace MeshLens.Exposition.Edges;

/// <summary>What is said of an edge: verdict, cause, excess and who has which share of it.</summary>
internal static class VerdictFamilies
{
    private static readonly MetricFamily Verdict = new("meshlens.edge.verdict", "", MetricKind.StateSet, "Who owns what is wrong with the edge: 1 for the class of its last window.");
    private static readonly VerdictClass[] Classes = Enum.GetValues<VerdictClass>();
    private static readonly LabelSet[] ClassLabels =
        [.. Classes.Select(static each => new LabelSet(new Label(Verdict.SampleName, "meshlens.verdict.class", VerdictClassNames.Of(each))))];

    private static readonly (LabelSet Labels, Func<LatencyShares, double> Of)[] Shares =
    [
        (Owner("network"), static shares => shares.Network),
        (Owner("mesh-config"), static shares => shares.MeshConfig),
        (Owner("application"), static shares => shares.Application),
        (Owner("unexplained"), static shares => shares.Unexplained),
    ];

    private static readonly Dictionary<(string Class, string Cause, Symptom Symptom), LabelSet> Causes = [];

    public static IReadOnlyList<EdgeFamily> All { get; } =
    [
        new(Verdict, WriteClass),
        new(new("meshlens.edge.verdict.cause", "", MetricKind.Gauge, "Always 1: the cause and the symptom of a verdict that shows one."), WriteCause),
        Figure("meshlens.edge.verdict.confidence", "1", "How sure the verdict is, 0 to 1.", static edge => edge.Confidence),
        Figure("meshlens.edge.verdict.since.timestamp", "s", "Since when it is the verdict, in seconds since 1970.", static edge => edge.Since.ToUnixTimeMilliseconds() * 1e-3),
        Figure("meshlens.edge.latency.excess", "s", "By how much requests take longer than when the edge was well, as a difference of means.", static edge => edge.ExcessMs * 1e-3),
        new(new("meshlens.edge.latency.excess.share", "1", MetricKind.Gauge, "The part of the excess that each owner explains; no series without an excess."), WriteShares),
    ];

    private static LabelSet Owner(string owner) => new(new Label("owner", "meshlens.owner", owner));

    private static EdgeFamily Figure(string name, string unit, string help, Func<EdgeSummary, double> figure) =>
        new(new(name, unit, MetricKind.Gauge, help), (edge, sink, _) =>
        {
            if (edge.Totals.Summary is { } summary)
            {
                sink.Value(edge.Labels, LabelSet.Empty, figure(summary), edge.Totals.Since);
            }
        });

    private static void WriteClass(EdgeSeries edge, IMetricSink sink, HistogramReading reading)
    {
        if (edge.Totals.Summary is { } summary)
        {
            for (var position = 0; position < Classes.Length; position++)
            {
                sink.Value(edge.Labels, ClassLabels[position], summary.Class == Classes[position] ? 1 : 0, edge.Totals.Since);
            }
        }
    }

    private static void WriteCause(EdgeSeries edge, IMetricSink sink, HistogramReading reading)
    {
        if (edge.Totals.Summary is { Symptom: not Symptom.None } summary)
        {
            sink.Value(edge.Labels, CauseOf(VerdictClassNames.Of(summary.Class), summary.Cause ?? "", summary.Symptom), 1, edge.Totals.Since);
        }
    }

    private static void WriteShares(EdgeSeries edge, IMetricSink sink, HistogramReading reading)
    {
        if (edge.Totals.Summary is { } summary && summary.Shares != default)
        {
            foreach (var (labels, share) in Shares)
            {
                sink.Value(edge.Labels, labels, share(summary.Shares), edge.Totals.Since);
            }
        }
    }

    // As many as there are causes and symptoms, so they need no bound.
    private static LabelSet CauseOf(string verdictClass, string cause, Symptom symptom)
    {
        lock (Causes)
        {
            if (!Causes.TryGetValue((verdictClass, cause, symptom), out var labels))
            {
                labels = new(
                    new("class", "meshlens.verdict.class", verdictClass),
                    new("cause", "meshlens.verdict.cause", cause),
                    new("symptom", "meshlens.symptom", symptom.ToString().ToLowerInvariant()));
                Causes.Add((verdictClass, cause, symptom), labels);
            }

            return labels;
        }
    }
}
