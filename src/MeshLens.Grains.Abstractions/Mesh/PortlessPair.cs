namespace MeshLens.Grains.Mesh;

/// <summary>Two services whose metrics belong to no edge for want of a port: Istio's metrics do not tell it.</summary>
/// <param name="Source">Namespace and workload.</param>
/// <param name="Destination">Namespace and service.</param>
/// <param name="SeveralPorts">The service has several; otherwise nobody knows the service.</param>
public sealed record PortlessPair(string Source, string Destination, bool SeveralPorts);
