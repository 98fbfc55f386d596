using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Baselines;

/// <summary>What a baseline learns from one leg in one window. Replicas are learned apart only when there are several.</summary>
internal readonly record struct LegLesson(
    Leg Leg, End End, SignalLesson[] Signals, CounterDelta[] Counters, EndpointLesson[] Endpoints)
{
    public static LegLesson Of(LegMeasurement leg) => new(
        leg.Leg,
        leg.End,
        Of(leg.Signals),
        [.. leg.Counters.Select(counter => new CounterDelta(counter.Counter, counter.Value))],
        leg.Endpoints.Count > 1 ? [.. leg.Endpoints.Select(endpoint => new EndpointLesson(endpoint.Endpoint, Of(endpoint.Signals)))] : []);

    private static SignalLesson[] Of(List<SignalMeasurement> signals) =>
        [.. signals.Where(signal => !signal.Histogram.IsEmpty).Select(signal => SignalLesson.Of(signal.Signal, signal.Histogram))];
}
