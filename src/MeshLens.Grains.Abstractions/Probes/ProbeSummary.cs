namespace MeshLens.Grains.Probes;

/// <summary>What all probes from one node met. Times are milliseconds; null when none was timed.</summary>
/// <param name="From">The node that probed.</param>
/// <param name="Sent">Probes that left it and ended: answered, lost and refused together.</param>
/// <param name="Answered">An answer came.</param>
/// <param name="Lost">No answer came in time: the packet or the answer was dropped on the way, or the other side is silent.</param>
/// <param name="Refused">Somebody said no: a reset, an ICMP unreachable, no way to it, or for HTTP what is no answer. Nothing was lost.</param>
/// <param name="NotSent">Probes that its agent could not send.</param>
/// <param name="NoWord">1 when its agent did not tell all of them: it is gone or fell silent.</param>
/// <param name="LossShare">Lost of those that were sent, 0 to 1.</param>
/// <param name="MinMs">The shortest time.</param>
/// <param name="MedianMs">Of two in the middle, their mean.</param>
/// <param name="MeanMs">Of those that were timed.</param>
/// <param name="MaxMs">The longest time.</param>
/// <param name="JitterMs">How much one differs from the one before, in the mean.</param>
public sealed record ProbeSummary(
    string From, int Sent, int Answered, int Lost, int Refused, int NotSent, int NoWord, double LossShare, double? MinMs, double? MedianMs, double? MeanMs, double? MaxMs, double? JitterMs)
{
    /// <param name="from">The node that probed.</param>
    /// <param name="answers">In their order.</param>
    public static ProbeSummary Of(string from, IReadOnlyList<ProbeAnswer> answers)
    {
        double[] times = [.. answers.Where(answer => answer.RttMs is not null).OrderBy(answer => answer.Sequence).Select(answer => answer.RttMs!.Value)];
        double[] sorted = [.. times.Order()];
        var steps = times.Zip(times.Skip(1), (one, next) => Math.Abs(next - one)).ToArray();
        var (answered, lost, refused) = (Count(answers, "answered"), Count(answers, "lost"), Count(answers, "refused") + Count(answers, "unreachable"));
        var sent = answered + lost + refused;
        return new(
            from, sent, answered, lost, refused, Count(answers, "not-sent"), Count(answers, "no-word"), sent == 0 ? 0 : (double)lost / sent,
            sorted.Length == 0 ? null : sorted[0], sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted.Length == 0 ? null : sorted.Average(),
            sorted.Length == 0 ? null : sorted[^1], steps.Length == 0 ? null : steps.Average());
    }

    private static int Count(IReadOnlyList<ProbeAnswer> answers, string outcome) => answers.Count(answer => answer.Outcome == outcome);
}
