using MeshLens.Core.Classification.View;
using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Lists the hops of an edge that goes through proxies, in the order in which a request takes them; nothing for a direct one.</summary>
internal static class LegList
{
    private const string WithinNode = "same node, no wire leg";

    private static readonly Leg[] Order = [Leg.Direct, Leg.AppToProxy, Leg.ToWaypoint, Leg.ProxyToProxy, Leg.ProxyToApp];

    public static List<DiagnosedLeg> Of(EdgeView edge)
    {
        List<DiagnosedLeg> legs = [.. Order.Select(leg => Describe(edge, leg)).OfType<DiagnosedLeg>()];
        return legs is [{ Leg: Leg.Direct }] ? [] : legs;
    }

    private static DiagnosedLeg? Describe(EdgeView edge, Leg leg)
    {
        var (client, server) = (edge.Snapshot.Find(leg, End.Client), edge.Snapshot.Find(leg, End.Server));
        var logged = LoggedOf(edge.Snapshot, leg);
        var isMissing = leg == Leg.ProxyToProxy && edge.IsWithinNode;
        var times = client?.Find(Signal.Turn) ?? server?.Find(Signal.Service);
        return client is null && server is null && logged == 0 && !isMissing ? null : new()
        {
            Leg = leg,
            ClientSeen = client is not null,
            ServerSeen = server is not null,
            Connections = Math.Max(client?.Count(Counter.Established) ?? 0, server?.Count(Counter.Established) ?? 0),
            Requests = times?.Histogram.Count ?? 0,
            Logged = logged,
            MeanMs = times?.Histogram is { Count: > 0 } seen ? Clues.Ms(seen.MeanNs) : null,
            Note = isMissing ? WithinNode : null,
        };
    }

    private static ulong LoggedOf(EdgeSnapshot snapshot, Leg leg) =>
        (snapshot.Hops ?? []).Aggregate(0UL, (sum, hop) => sum + LoggedOf(hop, leg));

    // What does not tell its legs went over the one that its proxy always uses.
    private static ulong LoggedOf(HopDelta hop, Leg leg)
    {
        var told = hop.Legs.Aggregate(0UL, (sum, each) => sum + each.Count);
        return hop.Legs.Find(each => each.Leg == leg).Count + (Legs.Of(hop.Reporter) == leg ? hop.Ended - Math.Min(hop.Ended, told) : 0);
    }
}
