using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Histograms;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Logged;

/// <summary>The caller's proxy gets no connection to the destination.</summary>
/// <remarks>
/// The flag alone does not say why: refused, unanswered and a failed TLS handshake look the same. Where the kernel sees the proxy's
/// connects, it says why, and this rule is silent. Otherwise the wait tells what nobody answered from what was refused at once; a
/// full accept queue is as silent as a dead path, so that it must stay to convict.
/// </remarks>
internal sealed class OutboundFailureRule : IRule
{
    private const double MostOfThem = 0.8;

    private static readonly ResponseFlag[] NoConnection = [ResponseFlag.UpstreamConnectionFailure, ResponseFlag.ConnectFailed];

    public Suspicion? Judge(EdgeView edge) =>
        edge.Endings is not { Reporter: not AccessReporter.Server } hop ? null
        : hop.FlagGrew(ResponseFlag.NetworkPolicy) ? Blocked(hop)
        : hop.FlagGrew(ResponseFlag.DnsResolutionFailed) ? Unresolved(hop)
        : edge.Failures.All == 0 && NoConnection.Any(hop.FlagGrew) && WaitedInVain(hop) ? Silent(hop)
        : null;

    // A request that was never sent on spends its time before the upstream; a connection, its lifetime.
    private static bool WaitedInVain(HopView hop)
    {
        var failed = NoConnection.Sum(flag => (double)hop.Flagged(flag));
        return Late(hop.Histogram(HopPart.BeforeUpstream)) + Late(hop.Histogram(HopPart.Lifetime)) >= MostOfThem * failed;
    }

    private static double Late(ExponentialHistogram? times) => times?.CountAbove(Floors.SynTimeout) ?? 0;

    private static Suspicion Blocked(HopView hop) => New(
        hop, Cause.NetworkUnreachable, 0.85, hop.FlagGrowth(ResponseFlag.NetworkPolicy), [ResponseFlag.NetworkPolicy],
        "the destination cannot be reached: the caller's node proxy gets no answer on the tunnel's port",
        "Look for a network policy that does not allow the tunnel's port (15008) to the destination.");

    private static Suspicion Unresolved(HopView hop) => New(
        hop, Cause.NetworkDns, 0.85, hop.FlagGrowth(ResponseFlag.DnsResolutionFailed), [ResponseFlag.DnsResolutionFailed],
        $"{HopClues.Say(hop.Reporter)} cannot resolve the destination's name", null);

    private static Suspicion Silent(HopView hop) => New(
        hop, Cause.NetworkUnreachable, 0.65, Strength.Weak, NoConnection,
        $"{HopClues.Say(hop.Reporter)} gets no connection to the destination, and nobody answers for as long as it waits", null);

    private static Suspicion New(
        HopView hop, Cause cause, double confidence, Strength strength, ResponseFlag[] flags, string because, string? next) => new()
        {
            Cause = cause,
            Confidence = confidence,
            Strength = strength,
            Fails = true,
            Evidence =
            [
                .. flags.Where(hop.FlagGrew).Select(flag => HopClues.Flag(hop, flag, VerdictClass.Network)),
                HopClues.Failed(hop, VerdictClass.Network),
            ],
            Because = $"{because} ({HopClues.SayFlags(hop)} of {hop.Ended})",
            NextStep = next,
        };
}
