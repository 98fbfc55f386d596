using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Classification.View;

/// <summary>What proxies say of an edge, by which proxy says it.</summary>
internal sealed class HopsView
{
    public HopsView(EdgeSnapshot snapshot)
    {
        Client = Of(snapshot, AccessReporter.Client);
        Waypoint = Of(snapshot, AccessReporter.Waypoint);
        Server = Of(snapshot, AccessReporter.Server);
    }

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

    private static HopView? Of(EdgeSnapshot snapshot, AccessReporter reporter) =>
        snapshot.Hops?.Find(hop => hop.Reporter == reporter) is { Ended: > 0 } now
            ? new(now, snapshot.HopBaselines?.Find(usual => usual.Reporter == reporter))
            : null;
}
