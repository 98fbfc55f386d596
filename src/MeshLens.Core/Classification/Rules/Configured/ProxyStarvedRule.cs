using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>A proxy does not get the processor time it needs: its quota stops it, or its threads wait. What a proxy may use is configuration.</summary>
/// <remarks>
/// A starved proxy is late in everything: with filters, with reading and with writing its sockets, which looks like a longer path in its log.
/// Pressure alone convicts nobody; requests must take longer at it, or next to it while packets are as quick as ever. Where its neighbour on
/// the node, the application, waits as well, it is the node that has too little.
/// </remarks>
internal sealed class ProxyStarvedRule : IRule
{
    private const string Fix = "Raise the proxy's CPU limit (annotation sidecar.istio.io/proxyCPULimit, or the resources of the waypoint or of ztunnel), or take it out, or give the proxy less to do.";

    public Suspicion? Judge(EdgeView edge) =>
        edge.Handshakes.Change.IsShifted || edge.Handshakes.LateNow > 1 || edge.Stalls.Exceed ? null
        : Judge(edge, edge.CallerProxyPressure, edge.CallerPressure, edge.Hops.Client, AccessReporter.Client)
            ?? Judge(edge, edge.CalleeProxyPressure, edge.CalleePressure, edge.Hops.Server, AccessReporter.Server)
            ?? Judge(edge, edge.WaypointPressure, null, edge.Hops.Waypoint, AccessReporter.Waypoint);

    private static Suspicion? Judge(EdgeView edge, Pressure proxy, Pressure? neighbour, HopView? hop, AccessReporter reporter)
    {
        if (!proxy.IsThrottled && (!proxy.IsStarved || neighbour?.IsStarved == true))
        {
            return null;
        }

        var logged = hop is null ? 0 : Within(hop) + Beside(edge, hop);
        var explained = logged > 0 ? logged : Unlogged(edge, reporter);
        var strength = logged > 0 ? Strongest(edge, hop!) : Strength.Weak;
        return explained < Floors.Latency ? null : new()
        {
            Cause = Cause.ProxyStarved,
            Confidence = logged > 0 ? 0.9 : 0.7,
            Strength = strength,
            ExplainsNs = explained,
            Evidence = [.. PressureClues.Evidence(proxy).Select(static evidence => evidence with { Signal = $"proxy.{evidence.Signal}", Supports = VerdictClass.MeshConfig }), .. Times(hop)],
            Because = $"{HopClues.Say(reporter)} does not get the processor time it needs{PressureClues.Say(proxy)}",
            NextStep = Fix,
            Without = "the wait for a processor",
        };
    }

    private static double Within(HopView hop) => new[] { HopPart.BeforeUpstream, HopPart.ResponseFilters }
        .Select(hop.Part).Where(static part => part.IsShifted).Sum(static part => Math.Max(0, part.ExcessNs));

    private static double Beside(EdgeView edge, HopView hop) => edge.HopTime.Paths
        .Where(path => path.Change.IsShifted && (path.Outer == hop || path.Inner == hop)).Sum(static path => path.Time.GrowthNs);

    // Behind the caller's proxy the kernel sees what left it; behind the destination's, what its application took.
    private static double Unlogged(EdgeView edge, AccessReporter reporter) => reporter switch
    {
        AccessReporter.Client when new CallersProxy(edge) is { AddsTime: true } proxy => proxy.ExcessNs,
        AccessReporter.Server when edge.Turn.IsShifted && edge.Service.IsSteady && !edge.Queueing.IsShifted && edge.Hops.Nearest is null => edge.Turn.ExcessNs - edge.Time.Pause.GrowthNs,
        _ => 0,
    };

    private static Strength Strongest(EdgeView edge, HopView hop) => edge.HopTime.Paths
        .Where(path => path.Outer == hop || path.Inner == hop).Select(static path => path.Change.Strength)
        .Append(hop.Part(HopPart.BeforeUpstream).Strength).Append(hop.Part(HopPart.ResponseFilters).Strength).Max();

    private static IEnumerable<Evidence> Times(HopView? hop) => hop is null ? []
        : new[] { HopPart.BeforeUpstream, HopPart.ResponseFilters }.Where(part => hop.Part(part).IsShifted).Select(part => HopClues.Mean(hop, part, VerdictClass.MeshConfig));
}
