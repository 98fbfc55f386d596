namespace MeshLens.Kubernetes.Api;

/// <summary>Some of the endpoints of a service.</summary>
internal sealed record EndpointSlice : KubernetesObject
{
    public List<SliceEndpoint?>? Endpoints { get; set; }

    public List<SlicePort?>? Ports { get; set; }
}
