namespace MeshLens.Core.Identity;

/// <summary>What one source says of an address.</summary>
/// <param name="Workload">Whose it is.</param>
/// <param name="ServesAsWaypoint">Others are reached through a service of this workload: it is a waypoint, also where its source does not tell roles.</param>
public readonly record struct WorkloadClaim(MeshWorkload Workload, bool ServesAsWaypoint);
