using MeshLens.Core.Classification;
using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Totals;

/// <summary>
/// What an edge adds up to since somebody asks: what windows forget and counters of a metrics system need. Written by the edge alone, when
/// a window closes; read by anyone at any time, without waiting for the edge.
/// </summary>
/// <remarks>Totals only grow. They begin at zero, as everything that is scraped does.</remarks>
public sealed class EdgeTotals(EdgeKey key, DateTimeOffset since)
{
    private LegTotals[] _legs = [];
    private FlagTotal[] _flags = [];
    private EdgeSummary? _summary;
    private ulong _requests;
    private ulong _connections;
    private ulong _failures;
    private ulong _windows;

    public EdgeKey Key => key;

    /// <summary>When counting began.</summary>
    public DateTimeOffset Since => since;

    /// <summary>The edge's last summary; null before its first window closed.</summary>
    public EdgeSummary? Summary
    {
        get => Volatile.Read(ref _summary);
        set => Volatile.Write(ref _summary, value);
    }

    /// <summary>Requests by the best source of each window.</summary>
    public ulong Requests => Volatile.Read(ref _requests);

    public ulong Connections => Volatile.Read(ref _connections);

    /// <summary>Connects or requests that failed, by the best source of each window.</summary>
    public ulong Failures => Volatile.Read(ref _failures);

    /// <summary>Windows that were judged.</summary>
    public ulong Windows => Volatile.Read(ref _windows);

    public IReadOnlyList<LegTotals> Legs => Volatile.Read(ref _legs);

    /// <summary>Why requests ended as they did, as the proxy nearest to the caller says.</summary>
    public IReadOnlyList<FlagTotal> Flags => Volatile.Read(ref _flags);

    /// <summary>A window closed.</summary>
    public void Add(EdgeSnapshot snapshot, ClassifiedWindow classified)
    {
        foreach (var measured in snapshot.Legs)
        {
            // Each pair of ends once, by whichever of them comes first.
            var other = snapshot.Legs.Find(leg => leg != measured && leg.Leg == measured.Leg && leg.Shared == measured.Shared);
            if (other is null || snapshot.Legs.IndexOf(measured) < snapshot.Legs.IndexOf(other))
            {
                var (client, server) = measured.End == End.Client ? (measured, other) : (other, measured);
                LegOf(measured.Leg, measured.Shared).Add(client, server);
            }
        }

        foreach (var flag in Nearest(snapshot.Hops)?.Flags ?? [])
        {
            AddFlag(flag);
        }

        Volatile.Write(ref _requests, _requests + classified.Summary.Requests);
        Volatile.Write(ref _connections, _connections + classified.Summary.Connections);
        Volatile.Write(ref _failures, _failures + classified.Summary.Failures);
        Volatile.Write(ref _windows, _windows + 1);
    }

    // Every proxy logs the same request, so one of them counts.
    private static HopDelta? Nearest(List<HopDelta>? hops) => hops?.MinBy(static hop => hop.Reporter switch
    {
        AccessReporter.Client => 0,
        AccessReporter.Waypoint => 1,
        AccessReporter.Server => 2,
        _ => 3,
    });

    private LegTotals LegOf(Leg leg, bool shared)
    {
        foreach (var known in _legs)
        {
            if (known.Leg == leg && known.Shared == shared)
            {
                return known;
            }
        }

        var added = new LegTotals(leg, shared);
        Volatile.Write(ref _legs, [.. _legs, added]);
        return added;
    }

    private void AddFlag(HopFlagCount gained)
    {
        var position = Array.FindIndex(_flags, known => known.Flag == gained.Flag);
        if (position < 0)
        {
            position = _flags.Length;
            Volatile.Write(ref _flags, [.. _flags, new FlagTotal(gained.Flag)]);
        }

        _flags[position].Add(gained.Count);
    }
}
