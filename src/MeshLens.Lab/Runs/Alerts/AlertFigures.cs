using System.Globalization;

namespace MeshLens.Lab.Runs.Alerts;

/// <summary>The figures of a run over alerts, and whether they are good enough.</summary>
internal static class AlertFigures
{
    private const int MostWrong = 1;
    private const int MostMissed = 2;

    public static IReadOnlyList<Figure> Of(IReadOnlyList<AlertResult> results, int seed)
    {
        var faults = results.Where(static result => result.Scenario.IsFault).ToList();
        var kinds = string.Join(", ", faults.CountBy(static result => result.Scenario.Kind).OrderBy(static kind => kind.Key, StringComparer.Ordinal).Select(static kind => $"{kind.Value} × {kind.Key}"));
        var drawn = string.Create(CultureInfo.InvariantCulture, $"faults in meshes of two nodes and ten edges, those of the configuration in a mesh with proxies beside them; fault, strength, edge, order and moment drawn from seed {seed}: {kinds}");
        var pairs = Pairs(results).ToList();
        return
        [
            new("alerts.scenarios", faults.Count, "runs", drawn),
            new("alerts.wrong_pages", results.Sum(static result => result.Wrong), "pages", "pages that nobody should have been woken for, or more than one for one fault, recovery included; built-in rules"),
            new("alerts.missed", results.Count(static result => result.IsMissed), "runs", "faults of the network without the page that names their edge, or their pair of nodes"),
            new("alerts.quiet_stretches", results.Count - faults.Count, "runs", "a minute each in which nothing was broken; a page in one is a wrong one"),
            new("alerts.node_pairs", pairs.Count, "runs", "faults between two nodes"),
            new("alerts.node_pairs_right", pairs.Count(static result => result.IsRight), "runs", "exactly one page, which names both nodes"),
            new("alerts.page_seconds_p50", Seconds(results) is { Count: > 0 } all ? all[all.Count / 2] : 0, "s", "from the fault to the right page, by rules that wait for 20 s"),
        ];
    }

    public static bool AreGoodEnough(IReadOnlyList<AlertResult> results) =>
        results.Sum(static result => result.Wrong) <= MostWrong
        && results.Count(static result => result.IsMissed) <= MostMissed
        && Pairs(results).All(static result => result.IsRight);

    private static IEnumerable<AlertResult> Pairs(IEnumerable<AlertResult> results) => results.Where(static result => result.Scenario.Expected.Pair is not null);

    private static List<double> Seconds(IEnumerable<AlertResult> results) => [.. results.Select(static result => result.Seconds).OfType<double>().Order()];
}
