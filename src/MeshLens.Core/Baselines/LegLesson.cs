using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Baselines;

/// <summary>What a baseline learns from one leg in one window. Replicas are learned apart only when there are several.</summary>
/// <param name="Only">The one replica that a caller's requests went to over the wire; null when there are several or it is not known.</param>
internal readonly record struct LegLesson(
    Leg Leg, End End, SignalLesson[] Signals, CounterDelta[] Counters, EndpointLesson[] Endpoints, string? Only)
{
    public static LegLesson Of(LegMeasurement leg) => new(
        leg.Leg,
        leg.End,
        Of(leg.Signals),
        [.. leg.Counters.Select(counter => new CounterDelta(counter.Counter, counter.Value))],
        leg.Endpoints.Count > 1 ? [.. leg.Endpoints.Select(endpoint => new EndpointLesson(endpoint.Endpoint, Of(endpoint.Signals)))] : [],
        leg is { End: End.Client, Leg: Leg.Direct or Leg.ProxyToProxy or Leg.ToWaypoint, Endpoints: [var only] } ? only.Endpoint : null);

    private static SignalLesson[] Of(List<SignalMeasurement> signals) =>
        [.. signals.Where(signal => !signal.Histogram.IsEmpty).Select(signal => SignalLesson.Of(signal.Signal, signal.Histogram))];
}
