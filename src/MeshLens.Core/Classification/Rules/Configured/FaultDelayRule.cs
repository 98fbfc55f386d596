using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>Somebody delays requests on purpose: the delay times the part of the requests that carry flag DI is the excess.</summary>
/// <remarks>
/// Without the proxy's log the kernel still sees the delay between the application's requests and those that leave the proxy. That is
/// believed if it is as much as predicted, and as many requests are late by it as predicted.
/// </remarks>
internal sealed class FaultDelayRule : ConfiguredRule
{
    private const double Least = 0.6;
    private const double NearlyAll = 0.9;

    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration) =>
        Most(configuration.Of("fault-delay").Select(finding => finding is { Milliseconds: > 0 and var ms, Share: > 0 and var share }
            ? Outbound(edge) is { } hop ? Logged(hop, finding, ms * Floors.Millisecond, share) : Inferred(edge, finding, ms * Floors.Millisecond, share)
            : null));

    private static Suspicion? Logged(HopView hop, ConfiguredFinding finding, double delayNs, double share)
    {
        var delayed = hop.FlagShare(ResponseFlag.DelayInjected);
        var growth = Numbers.GrowthNs(hop.Part(HopPart.BeforeUpstream));
        var predicted = delayed * delayNs;
        if (!hop.FlagGrew(ResponseFlag.DelayInjected) || predicted < Floors.Latency || growth < Least * predicted || !Numbers.IsWithin(delayed, share, hop.Ended))
        {
            return null;
        }

        var setting = Setting.Of(finding);
        return New(finding, delayNs, delayed) with
        {
            Confidence = 0.97,
            Strength = Strength.Strong,
            ExplainsNs = Math.Min(growth, predicted),
            Evidence =
            [
                ConfiguredClues.Flag(hop, ResponseFlag.DelayInjected, setting, share),
                ConfiguredClues.Part(hop, HopPart.BeforeUpstream, setting, predicted),
            ],
        };
    }

    private static Suspicion? Inferred(EdgeView edge, ConfiguredFinding finding, double delayNs, double share)
    {
        var proxy = new CallersProxy(edge);
        if (finding.Severity < ConfiguredSeverity.Error || !proxy.AddsTime || !Numbers.Agree(proxy.ExcessNs, share * delayNs))
        {
            return null;
        }

        var turns = edge.Caller!.Find(Signal.Turn)!.Value.Histogram;
        var late = (double)turns.CountAbove((ulong)(NearlyAll * delayNs)) / turns.Count;
        var setting = Setting.Of(finding);
        return !Numbers.Agree(late, share, turns.Count) ? null : New(finding, delayNs, share) with
        {
            Confidence = 0.75,
            Strength = Strength.Weak,
            ExplainsNs = proxy.ExcessNs,
            Evidence =
            [
                ConfiguredClues.Measured(Clues.Mean("client.turn", edge.Turn, VerdictClass.MeshConfig), setting, Clues.Ms((edge.Turn.BaselineNs ?? 0) + (share * delayNs))),
                ConfiguredClues.Measured(Clues.Share("client.turn.late", late, null, VerdictClass.MeshConfig), setting, share * 100),
            ],
        };
    }

    private static Suspicion New(ConfiguredFinding finding, double delayNs, double delayed) => new()
    {
        Cause = Cause.FaultDelay,
        Confidence = 0,
        Strength = Strength.Unknown,
        Evidence = [],
        Because = $"the configuration delays {Clues.Percent(delayed)} of the requests by {Clues.Say(delayNs)} on purpose ({Setting.Of(finding).Where})",
        NextStep = Setting.Of(finding).NextStep,
        Without = "the injected delay",
    };
}
