using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules;

/// <summary>
/// The destination accepts connections too slowly. A full accept queue drops SYNs and last ACKs, which from the caller's
/// side is lost SYNs, stalls of a second and silence: the listener's own drops alone tell it from loss on the way.
/// </summary>
internal sealed class BacklogRule : IRule
{
    public Suspicion? Judge(EdgeView edge) =>
        edge.QueueIsFelt ? Full(edge)
        : edge.AcceptWait.IsShifted && ExplainedNs(edge) >= Floors.Latency ? Slow(edge)
        : null;

    private static Suspicion Full(EdgeView edge)
    {
        var queue = edge.AcceptQueue;
        return new()
        {
            Cause = Cause.Backlog,
            Confidence = 0.96,
            Strength = Strength.Strong,
            Fails = edge.Failures.Silent > edge.Handshakes.Late,
            ExplainsNs = ExplainedNs(edge),
            Evidence =
            [
                Clues.Count("listener.drops", queue.Drops, 0, VerdictClass.Application),
                Clues.Count("listener.backlog.max", queue.Backlog, queue.Limit, VerdictClass.Application),
                Clues.Count("tcp.handshake.syn_timeouts", edge.Handshakes.Late, 0, VerdictClass.Application),
                .. WaitEvidence(edge),
            ],
            Because = $"the destination accepts connections too slowly: its accept queue ({queue.Limit} places) is full and dropped {queue.Drops}",
            Without = "the full accept queue",
        };
    }

    private static Suspicion Slow(EdgeView edge) => new()
    {
        Cause = Cause.Backlog,
        Confidence = 0.85,
        Strength = edge.AcceptWait.Strength,
        ExplainsNs = AcceptWaitNs(edge),
        Evidence = [.. WaitEvidence(edge)],
        Because = $"the destination accepts connections late: they wait {Clues.Say(edge.AcceptWait.NowNs)} for it",
        Without = "the wait for accept",
    };

    private static double ExplainedNs(EdgeView edge) => edge.AcceptQueue.Overflows
        ? edge.Time.LateHandshake.GrowthNs + edge.Time.Handshake.GrowthNs + edge.Time.Stall.GrowthNs
            + Math.Max(AcceptWaitNs(edge), edge.Time.Path.GrowthNs)
        : AcceptWaitNs(edge);

    // Spread over the requests, and no more than the turns grew by in all.
    private static double AcceptWaitNs(EdgeView edge) => edge.AcceptWait.Strength == Strength.Unknown
        ? 0
        : Math.Min(
            edge.AcceptWait.ExcessNs * edge.AcceptWait.Samples * edge.Time.PerRequest,
            Math.Max(edge.Time.Turn.GrowthNs, edge.Time.Queueing.GrowthNs));

    private static IEnumerable<Evidence> WaitEvidence(EdgeView edge) => edge.AcceptWait.Samples == 0
        ? []
        :
        [
            Clues.Mean("server.accept_wait", edge.AcceptWait, VerdictClass.Application),
            Clues.Count("server.prompt_accepts", edge.Callee?.Count(Counter.PromptAccepts) ?? 0, null, VerdictClass.Application),
        ];
}
