using System.Text.Json.Serialization;

namespace MeshLens.Xds.Model;

/// <summary>Everything the configuration says about going to one service port.</summary>
/// <param name="Host">The service.</param>
/// <param name="Port">Its port.</param>
/// <param name="Listeners">The filter chains that carry it, as far as they were served.</param>
/// <param name="Routes">Routes that may lead there, in matching order; none for plain TCP.</param>
/// <param name="Clusters">The service's own cluster and its subsets.</param>
public sealed record DestinationModel(
    string Host, int Port, IReadOnlyList<ListenerUse> Listeners, IReadOnlyList<RouteModel> Routes, IReadOnlyList<ClusterModel> Clusters)
{
    /// <summary>The cluster of the whole service; null when only subsets were served.</summary>
    [JsonIgnore]
    public ClusterModel? Whole => Clusters.FirstOrDefault(static cluster => cluster.Subset.Length == 0);
}
