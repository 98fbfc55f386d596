namespace MeshLens.Grains.Probes;

/// <summary>What all probes from one node met. Times are milliseconds; null when none was timed.</summary>
public sealed record ProbeSummary(
    string From, int Sent, int Answered, double LossShare, double? MinMs, double? MedianMs, double? MeanMs, double? MaxMs, double? JitterMs)
{
    /// <param name="from">The node that probed.</param>
    /// <param name="answers">In their order.</param>
    public static ProbeSummary Of(string from, IReadOnlyList<ProbeAnswer> answers)
    {
        double[] times = [.. answers.Where(answer => answer.RttMs is not null).OrderBy(answer => answer.Sequence).Select(answer => answer.RttMs!.Value)];
        double[] sorted = [.. times.Order()];
        var answered = answers.Count(answer => answer.Outcome == "answered");
        var steps = times.Zip(times.Skip(1), (one, next) => Math.Abs(next - one)).ToArray();
        return new(
            from, answers.Count, answered, answers.Count == 0 ? 0 : 1 - ((double)answered / answers.Count),
            sorted.Length == 0 ? null : sorted[0], sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted.Length == 0 ? null : sorted.Average(),
            sorted.Length == 0 ? null : sorted[^1], steps.Length == 0 ? null : steps.Average());
    }
}
