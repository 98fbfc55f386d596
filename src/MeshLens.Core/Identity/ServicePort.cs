namespace MeshLens.Core.Identity;

/// <summary>One port of a service.</summary>
/// <param name="Port">What callers of the service use.</param>
/// <param name="Target">Where the workload listens; zero when only its name is known.</param>
/// <param name="NodePort">Where every node takes connections for it; zero when none does.</param>
public readonly record struct ServicePort(ushort Port, ushort Target, ushort NodePort = 0);
