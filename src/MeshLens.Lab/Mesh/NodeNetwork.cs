using MeshLens.Lab.Namespaces;

namespace MeshLens.Lab.Mesh;

/// <summary>A node's namespace with a bridge, and a namespace per instance with a virtual cable to it.</summary>
internal sealed class NodeNetwork : IDisposable
{
    private const string Uplink = "up0";

    private readonly LabNode _node;
    private readonly Dictionary<string, NetworkNamespace> _pods = [];

    private NodeNetwork(LabNode node, NetworkNamespace ns) => (_node, Namespace) = (node, ns);

    public NetworkNamespace Namespace { get; }

    public IReadOnlyDictionary<string, NetworkNamespace> Pods => _pods;

    public static NodeNetwork Create(LabNode node, IEnumerable<Instance> instances)
    {
        var network = new NodeNetwork(node, NetworkNamespace.Create("hub"));
        try
        {
            network.Namespace.Ip("link add hub type bridge", "link set dev hub addrgenmode none", "link set dev hub up");
            foreach (var instance in instances)
            {
                network.Join(instance);
            }

            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Joins it to the network of all nodes, and routes between their pods.</summary>
    public void Connect(NetworkNamespace backbone, IEnumerable<LabNode> others)
    {
        var port = $"node{_node.Number}";
        backbone.Ip(
            $"link add {port} type veth peer name {Uplink} netns {Namespace.Path}",
            $"link set dev {port} addrgenmode none",
            $"link set dev {port} master hub up");
        Namespace.Run(static () => File.WriteAllText("/proc/sys/net/ipv4/ip_forward", "1"));
        Namespace.Ip([
            $"link set dev {Uplink} addrgenmode none",
            $"addr add {_node.Gateway}/24 dev hub",
            $"addr add {_node.Address}/32 dev {Uplink}",
            $"link set dev {Uplink} up",
            .. others.Select(other => $"route add {other.Network} via {other.Address} dev {Uplink} onlink src {_node.Address}"),
        ]);
        foreach (var pod in _pods.Values)
        {
            pod.Ip($"route add default via {_node.Gateway}");
        }
    }

    public void Dispose()
    {
        foreach (var pod in _pods.Values)
        {
            pod.Dispose();
        }

        Namespace.Dispose();
    }

    private void Join(Instance instance)
    {
        var pod = NetworkNamespace.Create(instance.Name);
        _pods.Add(instance.Name, pod);
        var port = $"port{instance.Host}";
        Namespace.Ip(
            $"link add {port} type veth peer name eth0 netns {pod.Path}",
            $"link set dev {port} addrgenmode none",
            $"link set dev {port} master hub up");
        pod.Ip(
            "link set dev eth0 addrgenmode none",
            $"addr add {instance.V4}/24 dev eth0",
            $"addr add {instance.V6}/64 dev eth0 nodad",
            "link set dev eth0 up");
    }
}
