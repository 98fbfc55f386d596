using MeshLens.Core.Classification.Rules.Logged;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>The path is longer because a locality rule sends requests to another zone: a symptom of the network with a cause in the configuration.</summary>
/// <remarks>
/// Such a rule may have been there for long, so that the longer way is the usual one and what is new is the network's. It is the cause when
/// requests went over to endpoints of other zones, or, where endpoints are not told apart, when the setting had just changed.
/// </remarks>
internal sealed class CrossZoneRule : ConfiguredRule
{
    private const double LeastMoved = 0.25;
    private const double ShareMargin = 0.15;
    private static readonly TimeSpan Shortly = TimeSpan.FromMinutes(5);

    private static readonly IRule[] LongerPath = [new RttRule(), new LoggedPathRule()];

    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration)
    {
        if (configuration.Of("cross-zone").FirstOrDefault() is not { } finding || Longer(edge) is not { } longer)
        {
            return null;
        }

        var seen = Away(edge, configuration);
        var moved = seen is { } spread ? spread.Moved >= LeastMoved && Math.Abs(spread.Now - (finding.Share ?? 1)) <= ShareMargin : HasJustChanged(edge, finding);
        var setting = Setting.Of(finding);
        return !moved ? null : longer with
        {
            Cause = Cause.CrossZone,
            Confidence = (seen is null ? 0.8 : 0.94) - (configuration.IsCallers ? 0 : 0.04),
            InferredNs = 0,
            Evidence = [.. SharesOf(seen, finding, setting), .. longer.Evidence],
            Because = $"the configuration sends {Clues.Percent(seen?.Now ?? finding.Share ?? 1)} of the requests to another zone ({setting.Where}), and the path got longer by that",
            NextStep = setting.NextStep,
            Without = "the way to the other zone",
        };
    }

    private static Suspicion? Longer(EdgeView edge) =>
        LongerPath.Select(rule => rule.Judge(edge)).FirstOrDefault(static found => found is { } longer && longer.Cause == Cause.NetworkRtt);

    // New ways are felt within the window in which they were pushed, or the next.
    private static bool HasJustChanged(EdgeView edge, ConfiguredFinding finding)
    {
        var previous = edge.Snapshot.Previous;
        var onset = WindowGrid.EndOf(previous.Symptom != Symptom.None ? previous.SinceWindow : edge.Snapshot.Window);
        return finding.ChangedAt is { } changed && changed <= onset && onset - changed <= Shortly;
    }

    /// <summary>The part of what went over the wire that went to other zones, and the part that did not when the edge was well; null when endpoints are not told apart.</summary>
    private static (double Now, double Moved)? Away(EdgeView edge, EdgeConfiguration configuration)
    {
        double all = 0, away = 0, moved = 0;
        foreach (var endpoint in edge.WireClient?.Endpoints ?? [])
        {
            if (configuration.Zone.Length > 0 && configuration.EndpointAt(endpoint.Endpoint) is { Zone.Length: > 0 } listed
                && (endpoint.Find(Signal.Turn) ?? endpoint.Find(Signal.Handshake)) is { Histogram.Count: > 0 } served)
            {
                all += served.Histogram.Count;
                away += listed.Zone == configuration.Zone ? 0 : served.Histogram.Count;
                moved += listed.Zone == configuration.Zone ? 0 : Math.Max(0, served.Histogram.Count - (served.Baseline?.SamplesPerWindow ?? 0));
            }
        }

        return all > 0 ? (away / all, moved / all) : null;
    }

    private static IEnumerable<Evidence> SharesOf((double Now, double Moved)? seen, ConfiguredFinding finding, Setting setting)
    {
        if (seen is { } spread)
        {
            yield return ConfiguredClues.Measured(
                Clues.Share("endpoints.other_zone", spread.Now, spread.Now - spread.Moved, VerdictClass.MeshConfig), setting, finding.Share * 100);
        }
        else
        {
            yield return ConfiguredClues.Measured(Clues.Share("configuration.other_zone", finding.Share ?? 1, null, VerdictClass.MeshConfig) with { Source = Sources.Configuration }, setting, finding.Share * 100);
        }
    }
}
