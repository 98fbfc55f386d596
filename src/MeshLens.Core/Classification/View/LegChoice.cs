using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Classification.View;

/// <summary>Which leg answers which question: legs are never merged, so each question has its own.</summary>
internal static class LegChoice
{
    private static readonly Leg[] FromCaller = [Leg.Direct, Leg.AppToProxy, Leg.ProxyToProxy, Leg.ToWaypoint, Leg.ProxyToApp];
    private static readonly Leg[] OverTheWire = [Leg.Direct, Leg.ProxyToProxy, Leg.ToWaypoint];

    // What the caller's own proxy takes from the caller is no destination: its server end is on the caller's host.
    private static readonly Leg[] ToCallee = [Leg.Direct, Leg.ProxyToApp, Leg.ProxyToProxy, Leg.ToWaypoint];

    /// <summary>What the caller feels: its own connection, be it only to its proxy.</summary>
    public static LegMeasurement? Caller(EdgeSnapshot snapshot) => First(snapshot, FromCaller, End.Client);

    /// <summary>
    /// What happened on the network, as the end that connects saw it. Null when only hops between an application and its own
    /// proxy were seen: they never leave the host, and would clear or convict a network they do not cross.
    /// </summary>
    public static LegMeasurement? WireClient(EdgeSnapshot snapshot) => First(snapshot, OverTheWire, End.Client);

    public static LegMeasurement? WireServer(EdgeSnapshot snapshot) => First(snapshot, OverTheWire, End.Server);

    /// <summary>What the destination's own process did.</summary>
    public static LegMeasurement? Callee(EdgeSnapshot snapshot) => First(snapshot, ToCallee, End.Server);

    private static LegMeasurement? First(EdgeSnapshot snapshot, Leg[] preference, End end)
    {
        foreach (var leg in preference)
        {
            if (snapshot.Find(leg, end) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
