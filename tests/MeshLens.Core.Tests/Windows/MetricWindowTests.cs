using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Windows;

public sealed class MetricWindowTests
{
    private const long Window = 1000;
    private static readonly EdgeKey Edge = new("", "shop", "cart", "shop", "stock", 80);

    [Fact]
    public void Apply_MetricsAlone_WakeTheEdgeAndReachItsSnapshot()
    {
        var state = new EdgeState(Edge);
        state.Apply(Delta(Metric(AccessReporter.Client, 3), Metric(AccessReporter.Server, 1)), Window);
        state.Apply(Delta(Metric(AccessReporter.Client, 2)), Window);

        Assert.True(state.Close(Window + 1, _ => []));

        Assert.False(state.IsSilent);
        Assert.Equal([5UL, 1UL], state.Snapshot!.Metrics!.Select(metric => metric.Requests));
    }

    [Fact]
    public void Apply_LevelsWithoutTraffic_LeaveTheEdgeAsleep()
    {
        var state = new EdgeState(Edge);
        state.Apply(Delta(Metric(AccessReporter.Client, 0) with { Clusters = [new() { Levels = [new(ClusterGauge.Members, 2, 2)] }] }), Window);

        Assert.False(state.Close(Window + 1, _ => []));
        Assert.True(state.IsSilent);
    }

    [Fact]
    public void Apply_MetricsOfAClosedWindow_AreLate()
    {
        var state = new EdgeState(Edge);
        state.Apply(Delta(Metric(AccessReporter.Client, 1)), Window);
        state.Close(Window + 1, _ => []);

        state.Apply(Delta(Metric(AccessReporter.Client, 1)), Window + 1);
        state.Apply(Delta(Metric(AccessReporter.Client, 1) with { Window = Window + 100 }), Window + 1);

        Assert.Equal((1, 1), (state.LateRows, state.MisdatedRows));
    }

    [Fact]
    public void Close_NextWindowWithoutMetrics_HasNone()
    {
        var state = new EdgeState(Edge);
        state.Apply(Delta(Metric(AccessReporter.Client, 1)), Window);
        state.Close(Window + 2, _ => []);

        Assert.Null(state.Snapshot!.Metrics);
    }

    private static EdgeDelta Delta(params MetricDelta[] metrics) => new() { Edge = Edge, Metrics = [.. metrics] };

    private static MetricDelta Metric(AccessReporter reporter, ulong requests) => new()
    {
        Window = Window,
        Reporter = reporter,
        Requests = requests,
        Answers = [new(2, requests)],
    };
}
