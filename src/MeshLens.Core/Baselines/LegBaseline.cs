using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Windows;
using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>What one leg, seen from one end, was when the edge was well.</summary>
[GenerateSerializer, Alias("meshlens.leg-baseline")]
public sealed class LegBaseline
{
    /// <summary>Replicas remembered apart; the one not seen for longest gives way.</summary>
    public const int MaxEndpoints = 8;

    [Id(0)] public Leg Leg { get; set; }
    [Id(1)] public End End { get; set; }

    /// <summary>Quiet windows in which this leg was seen.</summary>
    [Id(2)] public int Windows { get; set; }
    [Id(3)] public List<SignalTracker> Signals { get; set; } = [];
    [Id(4)] public List<CounterTracker> Counters { get; set; } = [];
    [Id(5)] public List<EndpointBaseline> Endpoints { get; set; } = [];

    internal void Learn(LegLesson leg, long window)
    {
        Trackers.Learn(Signals, leg.Signals);
        LearnCounters(leg);
        foreach (var endpoint in leg.Endpoints)
        {
            EndpointFor(endpoint.Endpoint).Learn(endpoint, window);
        }

        if (leg.Only is { } only)
        {
            EndpointFor(only).LastSeen = window;
        }

        Windows++;
    }

    /// <summary>Replicas were used when the edge was well, few enough to remember all, and this one was not.</summary>
    public bool IsNew(string endpoint) =>
        Endpoints.Count is > 0 and < MaxEndpoints && endpoint != LegWindow.OtherEndpoints && !Endpoints.Exists(known => known.Endpoint == endpoint);

    public SignalBaseline? Of(Signal signal) => Trackers.Find(Signals, signal)?.Baseline();

    public SignalBaseline? Of(string endpoint, Signal signal) =>
        Endpoints.Find(known => known.Endpoint == endpoint) is { } found ? Trackers.Find(found.Signals, signal)?.Baseline() : null;

    /// <summary>A counter that was never seen in quiet windows was zero in them.</summary>
    public RateBaseline? Of(Counter counter)
    {
        var position = PositionOf(counter);
        return (position < 0 ? default : Counters[position].Rate).Baseline(Windows);
    }

    private void LearnCounters(LegLesson leg)
    {
        var known = Counters.Count;
        foreach (var measured in leg.Counters)
        {
            if (PositionOf(measured.Counter) < 0)
            {
                Counters.Add(new() { Counter = measured.Counter });
            }
        }

        // New ones are rare, and every edge would keep the room that a list grows by.
        if (Counters.Count > known)
        {
            Counters.Capacity = Counters.Count;
        }

        for (var position = 0; position < Counters.Count; position++)
        {
            var tracker = Counters[position];
            tracker.Learn(Array.Find(leg.Counters, counted => counted.Counter == tracker.Counter).Value, Windows);
            Counters[position] = tracker;
        }
    }

    private int PositionOf(Counter counter)
    {
        for (var position = 0; position < Counters.Count; position++)
        {
            if (Counters[position].Counter == counter)
            {
                return position;
            }
        }

        return -1;
    }

    private EndpointBaseline EndpointFor(string name)
    {
        if (Endpoints.Find(known => known.Endpoint == name) is { } found)
        {
            return found;
        }

        if (Endpoints.Count >= MaxEndpoints)
        {
            Endpoints.Remove(Endpoints.MinBy(known => known.LastSeen)!);
        }

        var added = new EndpointBaseline { Endpoint = name };
        Endpoints.Add(added);
        return added;
    }
}
