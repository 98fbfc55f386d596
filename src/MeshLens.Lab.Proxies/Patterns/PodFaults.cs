using MeshLens.Lab.Faults;
using MeshLens.Lab.Namespaces;
using MeshLens.Lab.Services;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>What can happen to a mesh that its configuration has nothing to do with.</summary>
internal static class PodFaults
{
    // IP and TCP headers with all options are at most 120 bytes; requests and answers are longer.
    private const int BareBytes = 130;

    private static int _tables;

    /// <summary>A rule for what comes into a pod, after addresses were translated.</summary>
    public static void Filter(Undo undo, NetworkNamespace pod, string rule)
    {
        var table = $"ip fault{Interlocked.Increment(ref _tables)}";
        pod.Nft($"add table {table}", $"add chain {table} in {{ type filter hook input priority 0; }}", $"add rule {table} in {rule}");
        undo.Add(() => pod.Nft($"delete table {table}"));
    }

    /// <summary>The way to the replica in the caller's zone takes longer.</summary>
    public static void Lengthen(Undo undo, PatternMesh mesh, TimeSpan more)
    {
        undo.Add(() => mesh.LengthenPath(PatternPlan.HomeRoundTrip));
        mesh.LengthenPath(PatternPlan.HomeRoundTrip + more);
    }

    /// <summary>Some segments with data get lost, requests and answers alike.</summary>
    public static void LoseData(Undo undo, PatternMesh mesh)
    {
        var condition = $"meta length > {BareBytes} {PacketFilter.Share(0.1)} drop";
        Filter(undo, mesh.HomePod, $"ip saddr {mesh.Plan.Client.V4} tcp dport 1-65535 {condition}");
        Filter(undo, mesh.ClientPod, $"ip saddr {mesh.Plan.Home.V4} tcp dport 1-65535 {condition}");
    }

    /// <summary>Nobody listens at the pod any more; what is connected stays.</summary>
    public static void Close(Undo undo, PatternMesh mesh)
    {
        undo.Add(() => mesh.Close(isClosed: false));
        mesh.Close(isClosed: true);
    }

    /// <summary>The application takes its time.</summary>
    public static void SlowDown(Undo undo, PatternMesh mesh, ServiceCommand command)
    {
        undo.Add(() => mesh.Tell(new() { HandlerMs = PatternPlan.HandlerMs, HandlerJitterMs = PatternPlan.HandlerJitterMs }));
        mesh.Tell(command);
    }
}
