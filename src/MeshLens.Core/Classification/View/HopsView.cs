using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.View;

/// <summary>What proxies say of an edge, by which proxy says it.</summary>
internal sealed class HopsView
{
    private HopsView(List<HopDelta>? hops, EdgeSnapshot snapshot, SourceKind source)
    {
        Client = Of(AccessReporter.Client);
        Waypoint = Of(AccessReporter.Waypoint);
        Server = Of(AccessReporter.Server);

        HopView? Of(AccessReporter reporter) => hops?.Find(hop => hop.Reporter == reporter) is { Ended: > 0 } now
            ? new(now, snapshot.HopBaselines?.Find(usual => usual.Reporter == reporter && usual.Source == source), source)
            : null;
    }

    /// <summary>By access logs.</summary>
    public static HopsView Logged(EdgeSnapshot snapshot) => new(snapshot.Hops, snapshot, SourceKind.AccessLog);

    /// <summary>By metrics, which tell how requests end and nothing of the parts of their time.</summary>
    public static HopsView Counted(EdgeSnapshot snapshot) => new(CountedHops.Of(snapshot.Metrics), snapshot, SourceKind.Metrics);

    /// <summary>The caller's proxy; null when it told nothing.</summary>
    public HopView? Client { get; }

    /// <summary>The one in between; null when it told nothing.</summary>
    public HopView? Waypoint { get; }

    /// <summary>The destination's proxy; null when it told nothing.</summary>
    public HopView? Server { get; }

    /// <summary>In the order in which a request passes them.</summary>
    public IEnumerable<HopView> All => new[] { Client, Waypoint, Server }.OfType<HopView>();

    /// <summary>The one whose time is next to what the caller feels; null when no proxy told anything.</summary>
    public HopView? Nearest => Client ?? Waypoint ?? Server;

    /// <summary>The one next to the destination; null when no proxy told anything.</summary>
    public HopView? Farthest => Server ?? Waypoint ?? Client;
}
