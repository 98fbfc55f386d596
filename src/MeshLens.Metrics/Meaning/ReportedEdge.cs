namespace MeshLens.Metrics.Meaning;

/// <summary>An edge as Istio's metrics name it. They know no port.</summary>
/// <param name="DestinationService">
/// The service's name; also <c>PassthroughCluster</c> and <c>BlackHoleCluster</c>, which are no services.
/// </param>
/// <param name="DestinationWorkload">Of the replica; empty or <c>unknown</c> where the caller's proxy did not learn it.</param>
/// <param name="Protocol">As Istio writes it: <c>http</c>, <c>grpc</c>, <c>tcp</c>.</param>
/// <param name="DestinationHost">The service's whole name, such as <c>cart.shop.svc.cluster.local</c>; empty where it was not told.</param>
public sealed record ReportedEdge(
    Reporter Reporter, string SourceCluster, string SourceNamespace, string SourceWorkload, string DestinationCluster,
    string DestinationNamespace, string DestinationService, string DestinationWorkload, string Protocol, string DestinationHost = "")
{
    /// <summary>Traffic that the caller's proxy let through to wherever the application wanted, or swallowed: no service of the mesh.</summary>
    public bool IsOutsideTheMesh => DestinationService is "PassthroughCluster" or "BlackHoleCluster" || DestinationService.StartsWith("InboundPassthrough", StringComparison.Ordinal);
}
