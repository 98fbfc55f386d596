namespace MeshLens.Metrics.Meaning;

/// <summary>What a series says something about.</summary>
/// <param name="Edge">Set for measures of an edge.</param>
/// <param name="Cluster">Set for measures of a cluster.</param>
/// <param name="Code">The response code, else empty.</param>
/// <param name="GrpcStatus">Else empty.</param>
/// <param name="Flags">Envoy's response flags as written, such as <c>UF,URX</c>; <c>-</c> for none.</param>
/// <param name="Bound">The inclusive upper bound of a bucket; of other measures 0.</param>
public sealed record SeriesMeaning(
    Measure Measure, ReportedEdge? Edge, ReportedCluster? Cluster, string Code = "", string GrpcStatus = "", string Flags = "-", double Bound = 0);
