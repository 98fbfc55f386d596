namespace MeshLens.Grains.Mesh;

/// <summary>A proxy whose metrics cannot be had.</summary>
/// <param name="Target">Namespace and pod, or the address that was given.</param>
/// <param name="Kind"><c>sidecar</c>, <c>gateway</c>, <c>waypoint</c>, <c>ztunnel</c> or <c>given</c>.</param>
/// <param name="Address">Where it is asked next.</param>
/// <param name="Failure"><c>unreachable</c>, <c>timedout</c>, <c>refused</c>, <c>malformed</c>, <c>late</c> or <c>nottaken</c>.</param>
/// <param name="Reason">In a sentence.</param>
/// <param name="Since">When it began.</param>
/// <param name="Times">How often in a row.</param>
public sealed record FailingTarget(string Target, string Kind, string Address, string Failure, string Reason, DateTimeOffset Since, int Times);
