using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.Time;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Decision;

/// <summary>Something is wrong with the edge and no rule can say what: an honest "don't know".</summary>
internal static class Unexplained
{
    private const ulong MinFailures = 3;
    private const double LeastHeld = 0.2;

    public static Suspicion? Of(EdgeView edge, IReadOnlyList<Suspicion> suspicions) =>
        Fails(edge) ? Failing(edge)
        : edge.Endings is { FailsMoreThanCallersGiveUp: true } hop ? Failing(hop)
        : LosesSyns(edge) ? LostOrFull(edge)
        : edge.Felt.Change.IsShifted ? Slow(edge, suspicions)
        : edge.Turn.IsShifted ? SlowTurns(edge, suspicions)
        : edge.HopTime.First is { } first && HoldsRequests(first) ? SlowAtProxy(edge, suspicions)
        : null;

    // Beside what requests take in all, which differs more from one to the next, a part that is always the same is seen to move sooner.
    private static bool HoldsRequests(HopView first) =>
        first.Part(HopPart.BeforeUpstream) is { IsStrong: true } before
        && before.ExcessNs >= Math.Max(Floors.Latency, LeastHeld * (first.Usual(HopPart.Total)?.MeanNs ?? 0));

    private static bool Fails(EdgeView edge) => edge.Failures.Exceed(
        MinFailures, [.. Enum.GetValues<FailureReason>().Where(reason => reason != FailureReason.None)]);

    private static bool LosesSyns(EdgeView edge) =>
        RareEvents.Of(edge.WireClient?.Find(Counter.SynRetransmits), MinFailures) >= Strength.Weak && edge.Handshakes.LateNow >= MinFailures;

    private static Suspicion Failing(EdgeView edge) => New(
        Strength.Weak,
        fails: true,
        $"{edge.Failures.All} connects failed and the evidence does not say why: {Clues.SayReasons(edge.Failures)}",
        [Clues.Count("tcp.connect.failures", edge.Failures.All, null, VerdictClass.Undetermined), .. Clues.Failures(edge.Failures, VerdictClass.Undetermined)]);

    private static Suspicion Failing(HopView hop) => New(
        Strength.Weak,
        fails: true,
        $"{hop.Failed} of {hop.Ended} requests failed at {HopClues.Say(hop.Reporter)} and the evidence does not say why{FlagMeanings.Say(hop)}",
        [
            HopClues.Failed(hop, VerdictClass.Undetermined),
            .. hop.Flags.Where(flag => hop.FlagGrew(flag.Flag)).Select(flag => HopClues.Flag(hop, flag.Flag, VerdictClass.Undetermined)),
        ]);

    private static Suspicion LostOrFull(EdgeView edge) => New(
        Strength.Weak,
        fails: false,
        $"{edge.Handshakes.Late} connects waited for a second SYN, and nobody sees whether it was lost or the destination's accept queue was full",
        [Clues.Count("tcp.handshake.syn_timeouts", edge.Handshakes.Late, 0, VerdictClass.Undetermined)]);

    private static Suspicion Slow(EdgeView edge, IReadOnlyList<Suspicion> suspicions) =>
        edge.Felt.Hop is not null || HopOwners.Split(edge) ? SlowAtProxy(edge, suspicions) : SlowTurns(edge, suspicions);

    private static Suspicion SlowTurns(EdgeView edge, IReadOnlyList<Suspicion> suspicions) => New(
        edge.Turn.Strength,
        fails: false,
        suspicions.Count > 1
            ? "several things got slower at once and none explains enough"
            : "answers take longer and the evidence does not say why",
        [Clues.Mean("client.turn", edge.Turn, VerdictClass.Undetermined)]);

    // Where the time goes is known, and why it does is not.
    private static Suspicion SlowAtProxy(EdgeView edge, IReadOnlyList<Suspicion> suspicions)
    {
        var first = edge.HopTime.First!;
        var most = edge.HopTime.Parts.Count > 0 ? edge.HopTime.Parts.MaxBy(part => part.GrowthNs) : HopParts.Of(first, HopPart.Total);
        return New(
            edge.Felt.Change.IsShifted ? edge.Felt.Change.Strength : Strength.Weak,
            fails: false,
            suspicions.Count > 1 ? "several things got slower at once and none explains enough" : HopWords.Slow(most),
            [
                HopClues.Mean(first, HopPart.Total, VerdictClass.Undetermined),
                HopClues.Part(most, VerdictClass.Undetermined),
            ]);
    }

    private static Suspicion New(Strength strength, bool fails, string because, IReadOnlyList<Evidence> evidence) => new()
    {
        Cause = Cause.Undetermined,
        Confidence = 0.5,
        Strength = strength,
        Fails = fails,
        Evidence = evidence,
        Because = because,
    };
}
