using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>Connects are given up before they can be done: flag UF no earlier than the timeout, although a connect takes no longer than ever.</summary>
internal sealed class ConnectTimeoutRule : ConfiguredRule
{
    private const double AsManyAsFailed = 0.6;
    private const double Nearly = 0.8;
    private const double LeastOfTimeout = 0.4;
    private const int MinGivenUp = 3;

    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration) =>
        configuration.Of("connect-timeout-short").FirstOrDefault() is { Milliseconds: > 0 and var ms } finding && IsPossible(edge, ms)
            ? Outbound(edge) is { } hop ? Logged(hop, finding, ms) : Inferred(edge, finding, ms)
            : null;

    // A path that got longer is the network's; a connect that takes far less than the timeout did not run into it.
    private static bool IsPossible(EdgeView edge, double ms) =>
        !edge.Handshakes.Change.IsShifted
        && edge.Failures.Refused + edge.Failures.Unreachable == 0
        && (edge.Handshakes.All.Count == 0 || ConnectNs(edge) >= LeastOfTimeout * ms * Floors.Millisecond);

    private static double ConnectNs(EdgeView edge) => edge.Handshakes.All.MeanNs + (edge.WireClient?.Find(Signal.Setup)?.Histogram.MeanNs ?? 0);

    private static Suspicion? Logged(HopView hop, ConfiguredFinding finding, double ms)
    {
        var failed = hop.FlagShare(ResponseFlag.UpstreamConnectionFailure);
        if (hop.Histogram(HopPart.Total) is not { } total || Refusals.Logged(hop, ResponseFlag.UpstreamConnectionFailure, null) is not { } strength)
        {
            return null;
        }

        var late = (double)total.CountAbove((ulong)(Nearly * ms * Floors.Millisecond)) / total.Count;
        var setting = Setting.Of(finding);
        return late < AsManyAsFailed * failed ? null : New(finding, ms) with
        {
            Confidence = 0.9,
            Strength = strength,
            Evidence =
            [
                ConfiguredClues.Flag(hop, ResponseFlag.UpstreamConnectionFailure, setting, null),
                ConfiguredClues.Logged(hop, "total.as-long-as-timeout", late * 100, "%", null, setting, failed * 100),
            ],
        };
    }

    private static Suspicion? Inferred(EdgeView edge, ConfiguredFinding finding, double ms)
    {
        var givenUp = edge.Snapshot.Exemplars.Count(exemplar =>
            exemplar.Failure == FailureReason.Abandoned && exemplar.HandshakeNs > 0 && Numbers.Agree(exemplar.HandshakeNs, ms * Floors.Millisecond));
        return givenUp < MinGivenUp ? null : New(finding, ms) with
        {
            Confidence = 0.7,
            Strength = Strength.Weak,
            Evidence =
            [
                ConfiguredClues.Measured(Clues.Count("tcp.connect.given_up_at_timeout", givenUp, 0, VerdictClass.MeshConfig), Setting.Of(finding), null),
            ],
        };
    }

    private static Suspicion New(ConfiguredFinding finding, double ms) => new()
    {
        Cause = Cause.ConnectTimeout,
        Confidence = 0,
        Strength = Strength.Unknown,
        Fails = true,
        Evidence = [],
        Because = $"the configuration gives connects up after {Clues.Say(ms * Floors.Millisecond)}, before they can be done ({Setting.Of(finding).Where})",
        NextStep = Setting.Of(finding).NextStep,
    };
}
