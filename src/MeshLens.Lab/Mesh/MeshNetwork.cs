using MeshLens.Lab.Namespaces;

namespace MeshLens.Lab.Mesh;

/// <summary>The nodes of a mesh with a namespace per instance; where there are several, a bridge in a namespace of its own joins them.</summary>
internal sealed class MeshNetwork : IDisposable
{
    private readonly Dictionary<int, NodeNetwork> _nodes = [];
    private NetworkNamespace? _backbone;

    private MeshNetwork()
    {
    }

    public NetworkNamespace this[Instance instance] => _nodes[instance.Network].Pods[instance.Name];

    public NodeNetwork this[LabNode node] => _nodes[node.Number];

    public static MeshNetwork Create(IReadOnlyList<LabNode> nodes, IReadOnlyList<Instance> instances)
    {
        var network = new MeshNetwork();
        try
        {
            foreach (var node in nodes)
            {
                network._nodes.Add(node.Number, NodeNetwork.Create(node, instances.Where(instance => instance.Network == node.Number)));
            }

            if (nodes.Count > 1)
            {
                network.Connect(nodes);
            }

            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var node in _nodes.Values)
        {
            node.Dispose();
        }

        _backbone?.Dispose();
    }

    private void Connect(IReadOnlyList<LabNode> nodes)
    {
        _backbone = NetworkNamespace.Create("backbone");
        _backbone.Ip("link add hub type bridge", "link set dev hub addrgenmode none", "link set dev hub up");
        foreach (var node in nodes)
        {
            this[node].Connect(_backbone, nodes.Where(other => other != node));
        }
    }
}
