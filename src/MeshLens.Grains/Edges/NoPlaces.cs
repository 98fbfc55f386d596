using MeshLens.Core.Snapshots;

namespace MeshLens.Grains.Edges;

/// <summary>Where nothing names replicas.</summary>
internal sealed class NoPlaces : IEndpointPlaces
{
    public EndpointPlace? Find(string cluster, string endpoint) => null;
}
