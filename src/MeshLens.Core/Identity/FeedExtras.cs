namespace MeshLens.Core.Identity;

/// <summary>What an owner enters besides its addresses, and takes along when it goes.</summary>
internal static class FeedExtras
{
    public static void Enter(IdentityTables tables, AddressOwner owner)
    {
        if (owner.Workload is { } workload)
        {
            tables.LearnNode(workload.Node, workload.Network);
            if (workload.PodUid != Guid.Empty)
            {
                tables.Pods[workload.PodUid] = owner;
            }
        }

        if (owner.Node is { } node)
        {
            tables.LearnNode(node.Name, node.Network);
        }

        foreach (var network in Networks(owner))
        {
            tables.Prefixes.Add(network, owner);
        }

        foreach (var port in NodePorts(owner))
        {
            tables.NodePorts[port] = [.. tables.NodePorts.GetValueOrDefault(port, []), owner];
        }
    }

    public static void Leave(IdentityTables tables, AddressOwner owner)
    {
        if (owner.Workload is { } workload && workload.PodUid != Guid.Empty)
        {
            tables.Pods.TryRemove(new(workload.PodUid, owner));
        }

        foreach (var network in Networks(owner))
        {
            tables.Prefixes.Remove(network, owner);
        }

        foreach (var port in NodePorts(owner))
        {
            tables.NodePorts[port] = Array.FindAll(tables.NodePorts[port], other => other != owner);
        }

        Array.ForEach(owner.Serves, tables.Services.Return);
        tables.Services.ReturnWaypoint(owner.Waypoint);
        if (owner.Service is { } service)
        {
            tables.Services.Return(service);
        }
    }

    private static IEnumerable<NetworkAddress> Networks(AddressOwner owner) =>
        owner.Content is { } service ? service.Addresses.Where(static address => address.Prefix < AddressKey.Width) : [];

    private static IEnumerable<int> NodePorts(AddressOwner owner) =>
        owner.Content is { } service ? service.Ports.Where(static port => port.NodePort != 0).Select(static port => (int)port.NodePort).Distinct() : [];
}
