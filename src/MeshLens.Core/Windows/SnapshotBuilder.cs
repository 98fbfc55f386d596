using MeshLens.Core.Baselines;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Windows;

/// <summary>Puts a closed window beside what it was when the edge was well.</summary>
internal static class SnapshotBuilder
{
    public static LegMeasurement Measure(LegWindow leg, EdgeBaselines baselines)
    {
        var baseline = baselines.Find(leg.Leg, leg.End);
        List<SignalMeasurement> signals = new(leg.Signals.All.Length);
        foreach (var sum in leg.Signals.All)
        {
            signals.Add(new(sum.Signal, sum.Buckets.ToHistogram(), baseline?.Of(sum.Signal)));
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

    public static NameServerMeasurement Measure(NameServerDelta server, EdgeBaselines baselines) =>
        new(server, baselines.OfNameServer(server.Address));

    private static List<EndpointMeasurement> Endpoints(LegWindow leg, LegBaseline? baseline, List<SignalMeasurement> signals)
    {
        if (leg.Only is { } only)
        {
            return [new() { Endpoint = only, Signals = signals, Counters = [.. leg.Counters.All], IsNew = baseline?.IsNew(only) ?? false }];
        }

        List<EndpointMeasurement> endpoints = new(leg.Apart.Length);
        foreach (var apart in leg.Apart)
        {
            endpoints.Add(Measure(apart, baseline));
        }

        return endpoints;
    }

    private static EndpointMeasurement Measure(EndpointWindow endpoint, LegBaseline? baseline)
    {
        List<SignalMeasurement> signals = new(endpoint.Signals.All.Length);
        foreach (var sum in endpoint.Signals.All)
        {
            signals.Add(new(sum.Signal, sum.Buckets.ToHistogram(), baseline?.Of(endpoint.Endpoint, sum.Signal)));
        }

        return new() { Endpoint = endpoint.Endpoint, Signals = signals, Counters = [.. endpoint.Counters.All], IsNew = baseline?.IsNew(endpoint.Endpoint) ?? false };
    }
}
