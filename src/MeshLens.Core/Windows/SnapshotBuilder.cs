using MeshLens.Core.Baselines;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Windows;

/// <summary>Puts a closed window beside what it was when the edge was well.</summary>
internal static class SnapshotBuilder
{
    public static LegMeasurement Measure(LegWindow leg, EdgeBaselines baselines)
    {
        var baseline = baselines.Find(leg.Leg, leg.End);
        List<SignalMeasurement> signals = new(leg.Signals.All.Count);
        foreach (var sum in leg.Signals.All)
        {
            signals.Add(new(sum.Signal, sum.Histogram, baseline?.Of(sum.Signal)));
        }

        List<CounterMeasurement> counters = new(leg.Counters.All.Count);
        foreach (var sum in leg.Counters.All)
        {
            counters.Add(new(sum.Counter, sum.Value, baseline?.Of(sum.Counter)));
        }

        return new()
        {
            Leg = leg.Leg,
            End = leg.End,
            Shared = leg.Shared,
            Signals = signals,
            Counters = counters,
            Endpoints = Endpoints(leg, baseline, signals),
        };
    }

    public static List<NameServerMeasurement> Measure(NameServerSums servers, EdgeBaselines baselines)
    {
        List<NameServerMeasurement> measured = new(servers.All.Count);
        foreach (var server in servers.All)
        {
            measured.Add(new(server, baselines.OfNameServer(server.Address)));
        }

        return measured;
    }

    private static List<EndpointMeasurement> Endpoints(LegWindow leg, LegBaseline? baseline, List<SignalMeasurement> signals)
    {
        if (leg.Only is { } only)
        {
            return [new() { Endpoint = only, Signals = signals, Counters = [.. leg.Counters.All] }];
        }

        List<EndpointMeasurement> endpoints = new(leg.Apart.Count);
        foreach (var apart in leg.Apart)
        {
            endpoints.Add(Measure(apart, baseline));
        }

        return endpoints;
    }

    private static EndpointMeasurement Measure(EndpointWindow endpoint, LegBaseline? baseline)
    {
        List<SignalMeasurement> signals = new(endpoint.Signals.All.Count);
        foreach (var sum in endpoint.Signals.All)
        {
            signals.Add(new(sum.Signal, sum.Histogram, baseline?.Of(endpoint.Endpoint, sum.Signal)));
        }

        return new() { Endpoint = endpoint.Endpoint, Signals = signals, Counters = [.. endpoint.Counters.All] };
    }
}
