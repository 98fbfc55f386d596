using MeshLens.Core.Identity;

namespace MeshLens.Metrics.Discovery;

/// <summary>Which workloads are proxies, or have one.</summary>
internal static class ProxyKinds
{
    // Its DaemonSet's name; with a revision it gets a suffix.
    private const string Ztunnel = "ztunnel";

    /// <summary>Null when there is no proxy to ask. Sources know different things, so what any of them says counts.</summary>
    public static TargetKind? Of(IEnumerable<WorkloadClaim> claims)
    {
        TargetKind? best = null;
        foreach (var claim in claims)
        {
            if (Of(claim) is { } kind && (best is null || Rank(kind) < Rank(best.Value)))
            {
                best = kind;
            }
        }

        return best;
    }

    private static TargetKind? Of(WorkloadClaim claim) =>
        claim.ServesAsWaypoint || claim.Workload.Role == WorkloadRole.Waypoint ? TargetKind.Waypoint
        : claim.Workload.Role == WorkloadRole.Gateway ? TargetKind.Gateway
        : IsZtunnel(claim.Workload) ? TargetKind.Ztunnel
        : claim.Workload.Tunnel == MeshTunnel.Sidecar ? TargetKind.Sidecar
        : null;

    private static bool IsZtunnel(MeshWorkload workload) =>
        workload.Name == Ztunnel || workload.Name.StartsWith($"{Ztunnel}-", StringComparison.Ordinal);

    // A gateway is injected like an application, so it looks like a sidecar to a source that knows no roles.
    private static int Rank(TargetKind kind) => kind switch
    {
        TargetKind.Waypoint => 0,
        TargetKind.Gateway => 1,
        TargetKind.Ztunnel => 2,
        _ => 3,
    };
}
