using System.Net;
using MeshLens.Core.Identity;
using MeshLens.Ingest.Agents;
using MeshLens.Protocol.Addresses;

namespace MeshLens.Ingest.Probes;

/// <summary>The nodes of the probe mesh: those whose agents take part, and the machines that Kubernetes or istiod know.</summary>
internal sealed class ProbeNodes(NodeRegistry registry, IdentityIndex identities)
{
    private readonly Lock _gate = new();

    // Found by a walk over every address of the mesh, and only when one of them changed.
    private (int Version, Dictionary<(string Cluster, string Name), MeshNode> Machines) _machines = (-1, []);

    public List<ProbeNode> All()
    {
        var machines = Machines();
        var nodes = new Dictionary<(string, string), ProbeNode>();
        foreach (var agent in registry.Open().Where(agent => agent.Hello.Probes is not null))
        {
            var (cluster, name) = (agent.State.Node.Cluster, agent.State.Node.Node);
            var machine = machines.GetValueOrDefault((cluster, name)) ?? machines.GetValueOrDefault(("", name));
            nodes[(cluster, name)] = new(
                cluster, name, agent.Hello.Zone.Length > 0 ? agent.Hello.Zone : machine?.Zone ?? "", AddressOf(agent, machine), (int)agent.Hello.Probes.Port, agent);
        }

        var only = nodes.Keys.Select(static node => node.Item1).Distinct().ToList() is [var one] ? one : "";
        foreach (var machine in machines.Values.Where(machine => machine.Addresses.Count > 0))
        {
            // Where there is but one cluster, a source of names need not know what it is called.
            var cluster = machine.Cluster.Length > 0 ? machine.Cluster : only;
            nodes.TryAdd((cluster, machine.Name), new(cluster, machine.Name, machine.Zone, machine.Addresses.Span[0].ToAddress(), 0, null));
        }

        return [.. nodes.Values.OrderBy(node => node.Cluster, StringComparer.Ordinal).ThenBy(node => node.Name, StringComparer.Ordinal)];
    }

    private Dictionary<(string Cluster, string Name), MeshNode> Machines()
    {
        lock (_gate)
        {
            if (identities.Version is var version && version != _machines.Version)
            {
                _machines = (version, identities.Machines().ToDictionary(static machine => (machine.Cluster, machine.Name)));
            }

            return _machines.Machines;
        }
    }

    private static IPAddress? AddressOf(AgentStream agent, MeshNode? machine) =>
        WireAddress.TryRead(agent.Hello.Probes.Address, out var offered) ? offered
        : machine is { Addresses.Count: > 0 } ? machine.Addresses.Span[0].ToAddress()
        : agent.Remote;
}
