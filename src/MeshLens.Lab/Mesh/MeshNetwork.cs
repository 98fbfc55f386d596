using MeshLens.Lab.Namespaces;

namespace MeshLens.Lab.Mesh;

/// <summary>A namespace per instance, each with a virtual cable to a bridge in a namespace of its own.</summary>
internal sealed class MeshNetwork : IDisposable
{
    private readonly NetworkNamespace _hub;
    private readonly Dictionary<string, NetworkNamespace> _members = [];

    private MeshNetwork(NetworkNamespace hub) => _hub = hub;

    public NetworkNamespace this[Instance instance] => _members[instance.Name];

    public static MeshNetwork Create(IEnumerable<Instance> instances)
    {
        var network = new MeshNetwork(NetworkNamespace.Create("hub"));
        try
        {
            network._hub.Ip("link add hub type bridge", "link set dev hub addrgenmode none", "link set dev hub up");
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

    public void Dispose()
    {
        foreach (var member in _members.Values)
        {
            member.Dispose();
        }

        _hub.Dispose();
    }

    private void Join(Instance instance)
    {
        var member = NetworkNamespace.Create(instance.Name);
        _members.Add(instance.Name, member);
        var port = $"port{instance.Host}";
        _hub.Ip(
            $"link add {port} type veth peer name eth0 netns {member.Path}",
            $"link set dev {port} addrgenmode none",
            $"link set dev {port} master hub up");
        member.Ip(
            "link set dev eth0 addrgenmode none",
            $"addr add {instance.V4}/24 dev eth0",
            $"addr add {instance.V6}/64 dev eth0 nodad",
            "link set dev eth0 up");
    }
}
