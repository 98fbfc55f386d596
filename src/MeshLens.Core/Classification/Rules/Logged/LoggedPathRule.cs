using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.Time;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Classification.Rules.Logged;

/// <summary>The caller's proxy waits longer for the destination's, and that one is as quick as before: the time is lost between the two.</summary>
/// <remarks>
/// Look-alikes: a proxy that does not get to run reads and writes its sockets late, which no log shows, so processes that lack a
/// processor for long enough silence this rule; and the kernel, where it sees the proxies' own connections, knows better whether the way is as
/// quick as ever. Whether packets take longer or are lost is told by the typical request: loss leaves it alone.
/// </remarks>
internal sealed class LoggedPathRule : IRule
{
    private const ulong HandshakesToClear = 10;

    public Suspicion? Judge(EdgeView edge) =>
        KernelClears(edge) || edge.AcceptWait.IsShifted || edge.QueueIsFelt
            ? null
            : edge.HopTime.Paths.Where(path => path.Change.IsShifted).MaxBy(path => path.Time.GrowthNs) is { } longest && !LacksProcessor(edge, longest)
                ? Longer(edge, longest)
                : null;

    private static bool KernelClears(EdgeView edge) =>
        (edge.Felt.Hop is null && edge.Turn.IsSteady)
        || (edge.WireClient?.Leg is Leg.ProxyToProxy or Leg.ToWaypoint
            && !edge.Stalls.Exceed
            && (edge.Path.IsSteady || (edge.Handshakes.Change.IsSteady && edge.Handshakes.Prompt.Count >= HandshakesToClear)));

    // A process at an end may be a proxy where nobody tells the two apart. What it waited for a processor holds up every request
    // on its way at that time; on a busy host each waits a little, which explains little.
    private static bool LacksProcessor(EdgeView edge, HopPath path)
    {
        var onTheirWay = Math.Max(1, path.Outer.PerRequestNs(HopPart.Total) * path.Outer.Ended / WindowGrid.Length.TotalNanoseconds);
        return new[] { edge.CallerProxyPressure, edge.CalleeProxyPressure, edge.CallerPressure, edge.CalleePressure }
            .Where(static pressure => pressure.IsStarved || pressure.IsThrottled)
            .Any(pressure => pressure.WaitedNs * onTheirWay / path.Outer.Ended >= Floors.ExplainedShare * path.Time.GrowthNs);
    }

    private static Suspicion Longer(EdgeView edge, HopPath path)
    {
        var lost = edge.Stalls.Exceed || edge.Retransmits || !path.IsWhole;
        var confirmed = edge.Stalls.Exceed || edge.Handshakes.Change.IsShifted || edge.SmoothedRtt.IsShifted;
        var between = $"between {HopClues.Say(path.Outer.Reporter)} and {HopClues.Say(path.Inner.Reporter)}";
        return new()
        {
            Cause = lost ? Cause.NetworkRetransmission : Cause.NetworkRtt,
            Confidence = confirmed ? 0.93 : lost ? 0.75 : 0.85,
            Strength = path.Change.Strength,
            ExplainsNs = path.Time.GrowthNs,
            Evidence = [.. EvidenceOf(edge, path)],
            Because = lost
                ? $"some requests are held up {between}, as when data is lost and sent again: {Clues.Say(path.Time.NowNs)} on average, {Clues.Say(path.Time.BaselineNs ?? 0)} when well"
                : $"the path {between} got longer: requests spend {Clues.Say(path.Time.NowNs)} on it, {Clues.Say(path.Time.BaselineNs ?? 0)} when well",
            Without = lost ? "what is lost between the proxies" : "the longer path",
        };
    }

    private static IEnumerable<Evidence> EvidenceOf(EdgeView edge, HopPath path)
    {
        yield return HopClues.Path(path, VerdictClass.Network);
        yield return HopClues.Mean(path.Outer, HopPart.UpstreamWait, VerdictClass.Network);
        yield return HopClues.Mean(path.Inner, HopPart.UpstreamWait, VerdictClass.Network);
        if (edge.Handshakes.Change.IsShifted)
        {
            yield return Clues.Mean("tcp.handshake", edge.Handshakes.Change, VerdictClass.Network);
        }

        if (edge.Stalls.Exceed)
        {
            yield return Clues.Count("tcp.recovery_stall.count", edge.Stalls.Count, null, VerdictClass.Network);
        }
    }
}
