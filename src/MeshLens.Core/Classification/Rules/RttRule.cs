using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules;

/// <summary>The path got longer: packets take more time, and none is lost.</summary>
/// <remarks>
/// Two witnesses count: handshakes, and client turn minus server time. Either may be absent (pooled connections make no
/// handshakes, one-ended edges have no difference), but when both are there they must agree. Smoothed RTT follows delayed
/// ACKs, so it only raises or lowers the confidence; minimum RTT cannot rise and is not asked.
/// </remarks>
internal sealed class RttRule : IRule
{
    private const double Agreement = 0.4;

    public Suspicion? Judge(EdgeView edge)
    {
        var (handshake, path) = (edge.Handshakes.Change, edge.Path);
        if (edge.AcceptWait.IsShifted || !Agree(edge, handshake, path))
        {
            return null;
        }

        var inferred = InferredNs(edge, handshake);
        return new()
        {
            Cause = Cause.NetworkRtt,
            Confidence = Confidence(edge, handshake, path),
            Strength = handshake.Strength > path.Strength ? handshake.Strength : path.Strength,
            ExplainsNs = edge.Time.Handshake.GrowthNs + edge.Time.Path.GrowthNs + inferred,
            InferredNs = inferred,
            Evidence = [.. EvidenceOf(edge, handshake, path)],
            Because = $"the path got longer: a round trip takes {Clues.Say(RoundTripNs(handshake, path))}, {Clues.Say(UsualNs(handshake, path))} when well",
            Without = "the longer path",
        };
    }

    private static bool Agree(EdgeView edge, Change handshake, Change path) =>
        (handshake.IsShifted, path.IsShifted) switch
        {
            (true, true) => true,
            (true, false) => path.Strength == Strength.Unknown
                ? edge.Felt.Change.Strength == Strength.Unknown || edge.LaterNs >= Agreement * handshake.ExcessNs
                : path.ExcessNs + edge.Time.HeldBack.GrowthNs >= Agreement * handshake.ExcessNs,
            (false, true) => !handshake.IsSteady,
            (false, false) => false,
        };

    // With one end, what handshakes say of each turn; with both, a window that a longer path closes sooner in long uploads.
    private static double InferredNs(EdgeView edge, Change handshake) =>
        !edge.Time.BothEnds ? Math.Max(0, Math.Min(edge.LaterNs, handshake.ExcessNs))
        : handshake.IsShifted ? edge.Time.HeldBack.GrowthNs
        : 0;

    private static double Confidence(EdgeView edge, Change handshake, Change path)
    {
        var both = handshake.IsShifted && path.IsShifted;
        var confirmed = edge.SmoothedRtt.ExcessNs >= Agreement * Math.Max(handshake.ExcessNs, path.ExcessNs);
        return (both, confirmed) switch
        {
            (true, _) => 0.97,
            (false, true) => 0.92,
            (false, false) => 0.85,
        };
    }

    private static double RoundTripNs(Change handshake, Change path) => handshake.IsShifted ? handshake.NowNs : path.NowNs;

    private static double UsualNs(Change handshake, Change path) =>
        (handshake.IsShifted ? handshake.BaselineNs : path.BaselineNs) ?? 0;

    private static IEnumerable<Evidence> EvidenceOf(EdgeView edge, Change handshake, Change path)
    {
        if (handshake.IsShifted)
        {
            yield return Clues.Mean("tcp.handshake", handshake, VerdictClass.Network);
            yield return Clues.Duration(
                "tcp.handshake.p50", edge.Handshakes.Prompt.Quantile(0.5), edge.Handshakes.Baseline?.P50Ns, VerdictClass.Network);
        }

        if (path.IsShifted)
        {
            yield return Clues.Mean("path", path, VerdictClass.Network);
        }

        if (edge.SmoothedRtt.Samples > 0)
        {
            yield return Clues.Mean("tcp.srtt", edge.SmoothedRtt, VerdictClass.Network);
        }

        // A longer path fills the send buffer sooner, and a TLS set-up crosses it several times.
        if (edge.WireClient?.Find(Counter.SendBufferLimitedNs) is { Value: > 0 } limited)
        {
            yield return Clues.Duration("tcp.send_buffer_limited", limited.Value, limited.Baseline?.Mean, VerdictClass.Network);
        }

        if (edge.WireClient?.Find(Signal.Setup) is { } setup)
        {
            yield return Clues.Duration("tls.setup.mean", setup.Histogram.MeanNs, setup.Baseline?.MeanNs, VerdictClass.Network);
        }
    }
}
