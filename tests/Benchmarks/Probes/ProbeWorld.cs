using System.Diagnostics;
using System.Globalization;
using MeshLens.Lab.Links;
using MeshLens.Lab.Namespaces;

namespace Benchmarks.Probes;

/// <summary>Nodes with a network namespace and an agent each, all routed through one hub. Nothing of it outlives this process.</summary>
internal sealed class ProbeWorld : IDisposable
{
    private const int Port = 9473;
    private const int PerNetwork = 200;

    private readonly NetworkNamespace _hub = NetworkNamespace.Create("hub");
    private readonly List<NetworkNamespace> _nodes = [];
    private readonly List<Process> _agents = [];

    public IReadOnlyList<Process> Agents => _agents;

    public IReadOnlyList<NetworkNamespace> Nodes => _nodes;

    public static ProbeWorld Create(int nodes, string agent, string server)
    {
        var world = new ProbeWorld();
        try
        {
            world._hub.Run(() => File.WriteAllText("/proc/sys/net/ipv4/ip_forward", "1"));
            for (var node = 0; node < nodes; node++)
            {
                world.Join(node);
            }

            for (var node = 0; node < nodes; node++)
            {
                world.StartAgent(node, agent, server);
            }

            return world;
        }
        catch
        {
            world.Dispose();
            throw;
        }
    }

    public static string NameOf(int node) => string.Create(CultureInfo.InvariantCulture, $"node-{node}");

    public static int NodeOf(string name) => int.Parse(name["node-".Length..], CultureInfo.InvariantCulture);

    /// <summary>The way between two nodes becomes so much longer, there and back together, until it is disposed of.</summary>
    public IDisposable Detour(int one, int other, TimeSpan roundTrip)
    {
        var device = string.Create(CultureInfo.InvariantCulture, $"d{one}-{other}");
        var link = DelayLink.Create(_nodes[one], _nodes[other], device);
        link.Impair(new PathImpairment(roundTrip / 2));
        _nodes[one].Ip($"route add {AddressOf(other)}/32 dev {device} src {AddressOf(one)}");
        _nodes[other].Ip($"route add {AddressOf(one)}/32 dev {device} src {AddressOf(other)}");
        return link; // Its routes go with its devices.
    }

    public void Dispose()
    {
        foreach (var node in _nodes)
        {
            node.Dispose();
        }

        _agents.ForEach(agent => agent.Dispose());
        _hub.Dispose();
    }

    private static string AddressOf(int node) => string.Create(CultureInfo.InvariantCulture, $"10.66.{node / PerNetwork}.{(node % PerNetwork) + 1}");

    // Each node has one address and one neighbour, the hub: two hundred nodes on one bridge would overrun the table of neighbours.
    private void Join(int node)
    {
        var created = NetworkNamespace.Create(NameOf(node));
        _nodes.Add(created);
        var port = string.Create(CultureInfo.InvariantCulture, $"p{node}");
        _hub.Ip(
            $"link add {port} type veth peer name eth0 netns {created.Path}",
            $"link set dev {port} addrgenmode none",
            $"addr add 169.254.1.1/32 dev {port}",
            $"link set dev {port} up",
            $"route add {AddressOf(node)}/32 dev {port}");
        created.Ip(
            "link set dev eth0 addrgenmode none",
            $"addr add {AddressOf(node)}/32 dev eth0",
            "link set dev eth0 up",
            "route add 169.254.1.1 dev eth0 scope link",
            "route add default via 169.254.1.1 dev eth0");
    }

    private void StartAgent(int node, string agent, string server) => _agents.Add(_nodes[node].Start(new ProcessStartInfo(agent)
    {
        ArgumentList =
        {
            "probe", "--server", server, "--node", NameOf(node), "--zone", string.Create(CultureInfo.InvariantCulture, $"zone-{node % 3}"),
            "--probe-listen", string.Create(CultureInfo.InvariantCulture, $"{AddressOf(node)}:{Port}"),
        },
        RedirectStandardError = true,
        RedirectStandardOutput = true,
    }));
}
