namespace MeshLens.Core.Identity;

/// <summary>That a workload serves a service.</summary>
/// <param name="Service">The service's <see cref="MeshService.Id"/>; the service itself may be unknown yet.</param>
/// <param name="Ports">The ports as this workload serves them.</param>
public readonly record struct ServiceMembership(string Service, Sequence<ServicePort> Ports);
