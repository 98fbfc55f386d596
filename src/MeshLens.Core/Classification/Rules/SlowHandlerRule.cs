using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.Time;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules;

/// <summary>The destination takes longer between reading a request and answering it.</summary>
/// <remarks>
/// When nobody sees the server's end of a direct connection, steady handshakes without stalls leave only the destination.
/// That is an inference: it must stay for some windows, and it is said with less confidence. A handshake with a proxy says
/// nothing about what lies behind it, so elimination is for direct connections alone.
/// </remarks>
internal sealed class SlowHandlerRule : IRule
{
    private const ulong HandshakesToClear = 10;
    private const double StallShare = 0.2;
    private const int WindowsToInfer = 12;

    public Suspicion? Judge(EdgeView edge) =>
        edge.Service.IsShifted && !ProxyAdds(edge) ? Measured(edge)
        : IsOnlyLeft(edge) ? ByElimination(edge)
        : null;

    private static Suspicion Measured(EdgeView edge) => new()
    {
        Cause = Cause.SlowHandler,
        Confidence = (edge.Time.BothEnds ? 0.95 : 0.88) + (edge.CalleePressure.IsPressed ? 0.02 : 0),
        Strength = edge.Service.Strength,
        ExplainsNs = edge.Time.Service.GrowthNs,
        Evidence = [Clues.Mean("server.service", edge.Service, VerdictClass.Application), .. PressureClues.Evidence(edge.CalleePressure)],
        Because = $"the destination takes {Clues.Say(edge.Service.NowNs)} to answer a request, {Clues.Say(edge.Service.BaselineNs ?? 0)} when well{Behind(edge)}{PressureClues.Say(edge.CalleePressure)}",
        Without = "the slower handler",
    };

    // Between proxies the kernel times the destination's proxy and the application together; the proxy's log tells them apart.
    private static bool ProxyAdds(EdgeView edge) =>
        edge.Callee?.Leg is Leg.ProxyToProxy or Leg.ToWaypoint
        && edge.Hops.Server is { } server
        && HopParts.OwnGrowthNs(server) >= 0.5 * edge.Service.ExcessNs;

    private static bool IsOnlyLeft(EdgeView edge) =>
        edge.Caller?.Leg == Leg.Direct
        && edge.Turn.IsStrong
        && edge.QuietWindows >= WindowsToInfer
        && !edge.ServerTimed
        && edge.Handshakes.Change.IsSteady
        && edge.Handshakes.Prompt.Count >= HandshakesToClear
        && edge.Time.StallPerRequestNs <= StallShare * edge.Turn.ExcessNs
        && edge.Time.Pause.GrowthNs <= StallShare * edge.Turn.ExcessNs;

    private static Suspicion ByElimination(EdgeView edge) => new()
    {
        Cause = Cause.SlowHandler,
        Confidence = 0.65,
        Strength = Strength.Weak,
        ExplainsNs = edge.Turn.ExcessNs - edge.Time.Pause.GrowthNs,
        InferredNs = edge.Turn.ExcessNs - edge.Time.Pause.GrowthNs,
        Evidence =
        [
            Clues.Mean("client.turn", edge.Turn, VerdictClass.Application),
            Clues.Mean("tcp.handshake", edge.Handshakes.Change, VerdictClass.Application),
        ],
        Because = $"answers take {Clues.Say(edge.Turn.NowNs)} while the path is as quick as before: the destination, or something behind it, is slow",
        Without = "the slower answers",
    };

    private static string Behind(EdgeView edge)
    {
        foreach (var sibling in edge.Snapshot.Siblings)
        {
            if (sibling.Relation == SiblingRelation.Downstream && IsIll(sibling))
            {
                return $"; it waits for its own calls to {sibling.Edge.DestinationName}";
            }
        }

        return "";
    }

    private static bool IsIll(SiblingEdge sibling) =>
        sibling.Cause.Class is not (VerdictClass.Healthy or VerdictClass.Undetermined)
        || sibling.Shifts.Turn == Shift.Shifted || sibling.Shifts.Handshake == Shift.Shifted || sibling.Shifts.Failing == Shift.Shifted;
}
