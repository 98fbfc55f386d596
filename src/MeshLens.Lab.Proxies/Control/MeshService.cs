namespace MeshLens.Lab.Proxies.Control;

/// <summary>The service of one mesh as a control plane knows it.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Port">Its port, unlike that of other meshes: so each has a listener of its own.</param>
/// <param name="Home">The replica in the caller's zone.</param>
/// <param name="Away">The replica in the other zone.</param>
/// <param name="Authorization">The address and port of the service that may be asked first.</param>
internal sealed record MeshService(string Namespace, string Name, int Port, string Home, string Away, (string Address, int Port) Authorization)
{
    public string Host => $"{Name}.{Namespace}.svc.cluster.local";

    public string AuthorizationHost => $"authz.{Namespace}.svc.cluster.local";

    public string Cluster => ClusterOf("");

    public string EmptyCluster => ClusterOf("v9");

    public string AuthorizationCluster => $"outbound|{Authorization.Port}||{AuthorizationHost}";

    private string ClusterOf(string subset) => $"outbound|{Port}|{subset}|{Host}";
}
