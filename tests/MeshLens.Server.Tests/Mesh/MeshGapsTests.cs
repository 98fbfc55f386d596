using MeshLens.Grains.Mesh;
using MeshLens.Server.Mesh;

namespace MeshLens.Server.Tests.Mesh;

public sealed class MeshGapsTests
{
    [Fact]
    public void Of_NobodyAsked_NamesTheOptions()
    {
        var gaps = MeshGaps.Of(new()).ToList();

        Assert.Equal(2, gaps.Count);
        Assert.All(gaps, static gap => Assert.Contains("--istiod", gap, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_AllIsWell_IsNothing() => Assert.Empty(MeshGaps.Of(new() { ControlPlanes = [Plane("live", 3)], Clusters = [Cluster("live")], Metrics = new() }));

    [Fact]
    public void Of_AControlPlaneWithoutWorkloads_PointsToKubernetes() =>
        Assert.Contains("--kubernetes", Assert.Single(MeshGaps.Of(new() { ControlPlanes = [Plane("live", 0)], Metrics = new() })), StringComparison.Ordinal);

    [Fact]
    public void Of_StaleSources_SaysSinceWhenAndWhy()
    {
        var gaps = MeshGaps.Of(new() { ControlPlanes = [Plane("stale", 3)], Clusters = [Cluster("stale")], Metrics = new() }).ToList();

        Assert.Equal(2, gaps.Count);
        Assert.All(gaps, static gap => Assert.Contains("2026-03-01 12:00:00Z (no route)", gap, StringComparison.Ordinal));
    }

    private static ControlPlaneView Plane(string state, int workloads) =>
        new() { Addresses = ["https://istiod:15012/"], State = state, Since = At, Reason = state == "live" ? "" : "no route", Workloads = workloads };

    private static ClusterView Cluster(string state) =>
        new() { Name = "k1", Server = "https://h/", Kinds = [new("pods", state, At, state == "live" ? "" : "no route", 1, 1)] };

    private static DateTimeOffset At => new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
}
