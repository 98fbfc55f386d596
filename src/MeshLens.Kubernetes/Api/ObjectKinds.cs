namespace MeshLens.Kubernetes.Api;

/// <summary>The kinds that are read, in every namespace. The chart's role grants list and watch on these and nothing else.</summary>
internal static class ObjectKinds
{
    public static ObjectKind<Pod> Pods { get; } =
        new("pods", "/api/v1/pods", KubernetesJson.Default.ObjectListPod, KubernetesJson.Default.WatchEventPod);

    public static ObjectKind<Service> Services { get; } =
        new("services", "/api/v1/services", KubernetesJson.Default.ObjectListService, KubernetesJson.Default.WatchEventService);

    public static ObjectKind<EndpointSlice> EndpointSlices { get; } = new(
        "endpointslices", "/apis/discovery.k8s.io/v1/endpointslices", KubernetesJson.Default.ObjectListEndpointSlice, KubernetesJson.Default.WatchEventEndpointSlice);

    public static ObjectKind<Namespace> Namespaces { get; } =
        new("namespaces", "/api/v1/namespaces", KubernetesJson.Default.ObjectListNamespace, KubernetesJson.Default.WatchEventNamespace);

    public static ObjectKind<Node> Nodes { get; } =
        new("nodes", "/api/v1/nodes", KubernetesJson.Default.ObjectListNode, KubernetesJson.Default.WatchEventNode);
}
