using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Tests.Classification.Hops;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Classification.Configured;

/// <summary>Edges with proxies, of which somebody knows how they are configured.</summary>
internal static class ConfiguredEdge
{
    /// <summary>As well as ever by the logs of both proxies; the caller's says what is given.</summary>
    public static TestEdge ByLogs(TestHop client) => TestEdge.Logged(client, TestHop.Server());

    /// <summary>
    /// What the kernel sees of an edge with a proxy at both ends: the application's requests to its proxy (6.5 ms), what left it (6 ms)
    /// over 10 connections, and the destination's own time (4.6 ms).
    /// </summary>
    public static TestEdge ByKernel(double turnMs = 6.5, double sentMs = 6, int requests = 400, int sent = 400)
    {
        var edge = new TestEdge()
            .Timed(End.Client, Signal.Turn, turnMs, requests, usualMs: 6.5, usualCount: 400)
            .Timed(End.Client, Signal.Pickup, 0.1, requests)
            .On(End.Client, Leg.AppToProxy);
        edge = sent == 0 ? edge : edge
            .Timed(End.Client, Signal.Turn, sentMs, sent, usualMs: 6, usualCount: 400)
            .Timed(End.Client, Signal.Handshake, 0.5, 10)
            .On(End.Client, Leg.ProxyToProxy)
            .Timed(End.Server, Signal.Service, 4.6, sent, usualMs: 4.6, usualCount: 400)
            .Timed(End.Server, Signal.Queueing, 0.1, sent)
            .On(End.Server, Leg.ProxyToApp);
        edge.Snapshot.Coverage.ClientSeen = edge.Snapshot.Coverage.ServerSeen = true;
        return edge.Listening(drops: 0, backlog: 1);
    }

    /// <summary>As many requests are usual, and as many leave the proxy.</summary>
    public static TestEdge Usually(this TestEdge edge, int requests)
    {
        foreach (var leg in edge.Snapshot.Legs.Where(static leg => leg.End == End.Client))
        {
            var position = leg.Signals.FindIndex(static measured => measured.Signal == Signal.Turn);
            leg.Signals[position] = leg.Signals[position] with { Baseline = leg.Signals[position].Baseline! with { SamplesPerWindow = requests } };
        }

        return edge;
    }

    /// <summary>All of the application's requests take exactly so long.</summary>
    public static TestEdge Turning(this TestEdge edge, double ms)
    {
        var turns = edge.Snapshot.Find(Leg.AppToProxy, End.Client)!.Find(Signal.Turn)!.Value.Histogram;
        var count = turns.Count;
        turns.Clear();
        for (var request = 0UL; request < count; request++)
        {
            turns.Record((ulong)(ms * 1e6));
        }

        return edge;
    }

    /// <summary>Shares of the time that a proxy waited for a processor; usually one in a hundred.</summary>
    public static TestEdge PressedProxy(this TestEdge edge, AccessReporter proxy, double runQueue)
    {
        var now = new HostPressure { IntervalNs = 10_000_000_000, RunQueueNs = (ulong)(runQueue * 1e10) };
        edge.Snapshot.ProxyPressure = [new(proxy, new(now, new() { Windows = 60, Mean = 0.01, Spread = 0.005 }, new() { Windows = 60 }))];
        return edge;
    }

    public static TestEdge Configured(this TestEdge edge, params ConfiguredFinding[] findings) => edge.Configured(configuration => configuration with { Findings = [.. findings] });

    public static TestEdge Configured(this TestEdge edge, Func<EdgeConfiguration, EdgeConfiguration> change)
    {
        edge.Snapshot.Configuration = change(edge.Snapshot.Configuration ?? new()
        {
            AsOf = WindowGrid.StartOf(TestEdge.Window) - TimeSpan.FromHours(1),
            View = "own meshlens-0",
            IsKnown = true,
            Zone = "zone-1",
            AreEndpointsServed = true,
            Endpoints = [new("10.0.0.1:8080", "zone-1"), new("10.0.0.2:8080", "zone-2")],
            EndpointCount = 2,
            Routes = [new() { Resource = "VirtualService shop/payments", Field = "spec.http[0]", TakesAll = true, Attempts = 3, BackOffMs = 25 }],
            Pool = new() { ConnectTimeoutMs = 10_000 },
        });
        return edge;
    }

    /// <summary>What the same window again and again ends with.</summary>
    public static Verdict Lasting(this TestEdge edge) => Repeat.Windows(edge, 4)[^1].Diagnosis.Verdict;
}
