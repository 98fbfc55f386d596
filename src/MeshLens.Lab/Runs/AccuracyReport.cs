using System.Globalization;

namespace MeshLens.Lab.Runs;

/// <summary>The figures of an accuracy run, and whether they are good enough.</summary>
internal static class AccuracyReport
{
    private const double NeededShareRight = 39.0 / 42;
    private const double MedianVerdictSeconds = 15;
    private const double LongestVerdictSeconds = 30;
    private const double LongestRecoverySeconds = 30;

    public static IReadOnlyList<Figure> Figures(IReadOnlyList<TrialResult> results, int seed, double quietMinutes, int quietAlarms)
    {
        var drawn = string.Create(CultureInfo.InvariantCulture, $"{results.Count} faults in a mesh of network namespaces; fault, strength, edge, order and moment drawn from seed {seed}");
        return
        [
            new("demo.runs", results.Count, "runs", drawn),
            new("demo.class_right", results.Count(result => result.ClassRight), "runs", "the first verdict on the faulted edge and the one when the fault ended both name the right class"),
            new("demo.cause_right", results.Count(result => result.CauseRight), "runs", "as class_right, for class and cause"),
            new("demo.wrong_network", results.Count(result => result.WrongNetwork.Count > 0), "runs", "runs in which an edge without a network fault was called network at any moment, recovery included"),
            new("demo.verdict_seconds_p50", Verdicts(results) is { Count: > 0 } all ? all[all.Count / 2] : 0, "s", "from injection to the first verdict that blames someone, asked every 0.5 s"),
            new("demo.verdict_seconds_max", Verdicts(results).LastOrDefault(), "s", $"as verdict_seconds_p50; runs without a verdict: {results.Count(result => result.VerdictSeconds is null)}"),
            new("demo.recovery_seconds_max", results.Max(result => result.RecoverySeconds) ?? 0, "s", $"from the end of the fault until its edge was called healthy for good; runs that did not recover: {results.Count(result => result.RecoverySeconds is null)}"),
            new("demo.quiet_minutes", quietMinutes, "min", "the mesh without faults, before the runs"),
            new("demo.quiet_alarms", quietAlarms, "alarms", "edges that were blamed on anyone in that time"),
        ];
    }

    public static bool IsGoodEnough(IReadOnlyList<TrialResult> results, int quietAlarms) =>
        results.Count(result => result.CauseRight) >= NeededShareRight * results.Count
        && results.All(result => result.WrongNetwork.Count == 0)
        && results.All(result => result.VerdictSeconds is <= LongestVerdictSeconds)
        && Verdicts(results)[results.Count / 2] <= MedianVerdictSeconds
        && results.All(result => result.RecoverySeconds is <= LongestRecoverySeconds)
        && quietAlarms == 0;

    private static List<double> Verdicts(IEnumerable<TrialResult> results) =>
        [.. results.Select(result => result.VerdictSeconds).OfType<double>().Order()];
}
