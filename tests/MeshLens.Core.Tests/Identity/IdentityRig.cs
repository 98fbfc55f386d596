using MeshLens.Core.Identity;

namespace MeshLens.Core.Tests.Identity;

/// <summary>An index with a control plane and a cluster that speak into it.</summary>
internal sealed class IdentityRig
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private IdentityRig()
    {
        Istiod = Index.AddFeed(MeshSource.Istiod, "istiod");
        Kubernetes = Index.AddFeed(MeshSource.Kubernetes, "k1");
        (Istiod.IsLive, Kubernetes.IsLive) = (true, true);
    }

    public IdentityIndex Index { get; } = new();

    public IdentityFeed Istiod { get; }

    public IdentityFeed Kubernetes { get; }

    public static IdentityRig Create() => new();

    public static AddressKey Key(string address) => AddressKey.TryParse(address, out var key) ? key : throw new ArgumentException(address);

    public static MeshWorkload Pod(string name, string address, params (string Service, ushort Port, ushort Target)[] serves) => new()
    {
        Uid = $"k1//Pod/shop/{name}-1",
        Namespace = "shop",
        Name = name,
        Pod = $"{name}-1",
        Node = "n1",
        Zone = "z1",
        Addresses = Sequence<AddressKey>.Of(address.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Key)),
        Services = Sequence<ServiceMembership>.Of(serves
            .GroupBy(each => each.Service)
            .Select(each => new ServiceMembership(Id(each.Key), Sequence<ServicePort>.Of(each.Select(port => new ServicePort(port.Port, port.Target)))))),
    };

    public static MeshService Service(string name, string address, params ushort[] ports) => new()
    {
        Id = Id(name),
        Addresses = Sequence<NetworkAddress>.Of(address.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(each => new NetworkAddress(Key(each)))),
        Ports = Sequence<ServicePort>.Of(ports.Select(port => new ServicePort(port, port))),
    };

    public static string Id(string service) => service.Contains('/', StringComparison.Ordinal) ? service : $"shop/{service}.shop.svc.cluster.local";

    public AddressIdentity? Resolve(string address, int port = 0, string node = "n1", string cluster = "", DateTimeOffset? at = null, Guid pod = default) =>
        Index.Resolve(new() { Key = Key(address), Port = port, Node = node, Cluster = cluster, At = at, PodUid = pod });

    /// <summary>The answer in one line: what, by what, on which port, says whom.</summary>
    public string Describe(string address, int port = 0, string node = "n1", string cluster = "", DateTimeOffset? at = null, Guid pod = default) =>
        Resolve(address, port, node, cluster, at, pod) is { } found
            ? $"{found.Service?.Name ?? found.Workload?.Name ?? found.Node?.Name} {found.Match} {found.Port} {found.Source}{(found.IsPast ? " past" : "")}"
            : "nobody";
}
