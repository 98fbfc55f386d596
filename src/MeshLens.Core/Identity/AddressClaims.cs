namespace MeshLens.Core.Identity;

/// <summary>Who says that an address is whose. Nearly always one claim per source, all of the same workload.</summary>
/// <param name="Address">The address.</param>
/// <param name="Claims">Best source first; never empty.</param>
public sealed record AddressClaims(AddressKey Address, IReadOnlyList<WorkloadClaim> Claims);
