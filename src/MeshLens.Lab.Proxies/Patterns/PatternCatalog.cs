using MeshLens.Lab.Faults;
using MeshLens.Lab.Proxies.Control;
using MeshLens.Lab.Services;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>Ten patterns in the configuration, what looks like each, and a harmless setting during a fault of the network. See README.md.</summary>
internal static class PatternCatalog
{
    public static IReadOnlyList<PatternCase> All { get; } =
    [
        new("route-timeout", new() { Timeout = Ms(45) }),
        new("route-timeout~", MeshSettings.Healthy, (undo, mesh) => PodFaults.Filter(undo, mesh.HomePod, $"ip saddr {mesh.Plan.Client.V4} drop")),
        new("fault-delay", new() { Delay = Ms(150), DelayPercent = 50 }),
        new("fault-delay~", MeshSettings.Healthy, (undo, mesh) => PodFaults.Lengthen(undo, mesh, Ms(60))),
        new("fault-abort", new() { AbortPercent = 30 }),
        new("fault-abort~", MeshSettings.Healthy, (undo, mesh) => PodFaults.Filter(undo, mesh.HomePod, $"ip saddr 127.0.0.6 tcp dport {mesh.Plan.Service.Port} reject with tcp reset")),
        new("circuit-breaker", new() { MaxConnections = 1, MaxPending = 1 }),
        new("circuit-breaker~", MeshSettings.Healthy, PodFaults.Close),
        new("pool-wait", new() { MaxConnections = 1 }),
        new("pool-wait~", MeshSettings.Healthy, (undo, mesh) => PodFaults.Filter(undo, mesh.HomePod, $"ip saddr {mesh.Plan.Client.V4} tcp flags & (syn | ack) == syn {PacketFilter.Share(0.5)} drop")),
        new("retries", new() { PerTryTimeout = Ms(45), Retries = 3, RetryOn = "5xx" }),
        new("retries~", MeshSettings.Healthy, PodFaults.LoseData),
        new("connection-churn", new() { MaxRequestsPerConnection = 1 }),
        new("connection-churn~", MeshSettings.Healthy, (undo, mesh) => PodFaults.Lengthen(undo, mesh, Ms(20))),
        new("cross-zone", new() { ToOtherZone = true }),
        new("cross-zone~", MeshSettings.Healthy, (undo, mesh) => PodFaults.Lengthen(undo, mesh, Ms(40))),
        new("empty-subset", new() { ToEmptySubset = true }),
        new("empty-subset~", MeshSettings.Healthy, (undo, mesh) => PodFaults.Filter(undo, mesh.HomePod, $"ip saddr {mesh.Plan.Client.V4} reject with icmp host-unreachable")),
        new("slow-filter", new() { Authorizes = true }),
        new("slow-filter~", MeshSettings.Healthy, (undo, mesh) => PodFaults.SlowDown(undo, mesh, new() { HandlerMs = PatternPlan.HandlerMs + 60, HandlerJitterMs = PatternPlan.HandlerJitterMs })),
        new("harmless", new() { Timeout = TimeSpan.FromSeconds(5), Harmless = true }, (undo, mesh) => PodFaults.Lengthen(undo, mesh, Ms(60))),
    ];

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
