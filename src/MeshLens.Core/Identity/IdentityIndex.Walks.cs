namespace MeshLens.Core.Identity;

/// <content>Questions that look at every address, for what is asked now and then.</content>
public sealed partial class IdentityIndex
{
    /// <summary>
    /// Where a pod is: as it says itself, else where its node is; empty texts when nobody says. Looks at every address: for questions
    /// that are asked now and then.
    /// </summary>
    public (string Region, string Zone) PlaceOf(string space, string pod, string node = "")
    {
        (string, string) ofNode = ("", "");
        foreach (var owner in _tables.Addresses.Values.SelectMany(static slot => slot.Owners))
        {
            if (owner.Workload is { Zone.Length: > 0 } workload && workload.Pod == pod && workload.Namespace == space)
            {
                return (workload.Region, workload.Zone);
            }

            if (node.Length > 0 && (owner.Node is { Zone.Length: > 0 } machine && machine.Name == node))
            {
                ofNode = (owner.Node.Region, owner.Node.Zone);
            }
            else if (node.Length > 0 && owner.Workload is { Zone.Length: > 0 } neighbour && neighbour.Node == node)
            {
                ofNode = (neighbour.Region, neighbour.Zone); // Whatever runs there is there.
            }
        }

        return ofNode;
    }

    /// <summary>Every address that is a workload's now, with all who say so. Looks at every address, one by one: what changes meanwhile may be seen or not.</summary>
    public IEnumerable<AddressClaims> Claims()
    {
        foreach (var (key, slot) in _tables.Addresses)
        {
            if (Array.Exists(slot.Owners, static owner => owner.Workload is not null))
            {
                yield return new(key, [.. slot.Owners.Where(static owner => owner.Workload is not null).OrderBy(static owner => owner.Rank).Select(
                    static owner => new WorkloadClaim(owner.Workload!, Array.Exists(owner.Serves, static service => service.IsWaypoint)))]);
            }
        }
    }

    /// <summary>
    /// The machines that are known: as an API server tells of them, else by the addresses of what runs on their own network. Looks at
    /// every address: for questions that are asked now and then.
    /// </summary>
    public List<MeshNode> Machines()
    {
        var machines = new Dictionary<(string, string), MeshNode>();
        foreach (var (key, slot) in _tables.Addresses)
        {
            foreach (var owner in slot.Owners)
            {
                if (owner.Node is { } node)
                {
                    machines[(node.Cluster, node.Name)] = node;
                }
                else if (owner.Workload is { IsHostNetwork: true, Node.Length: > 0 } guest)
                {
                    machines.TryAdd((guest.Cluster, guest.Node), new()
                    {
                        Name = guest.Node,
                        Cluster = guest.Cluster,
                        Network = guest.Network,
                        Region = guest.Region,
                        Zone = guest.Zone,
                        Addresses = Sequence<AddressKey>.Of([key]),
                    });
                }
            }
        }

        return [.. machines.Values];
    }

    /// <summary>
    /// Where a service or a pod of this name is reached: <c>payments.shop</c>, or <c>payments</c> where only one namespace has it. The
    /// service's own address, else one of a workload behind it. Looks at every address.
    /// </summary>
    /// <returns>The address, whether it is the service's own, and its ports; null when nobody has this name, or several.</returns>
    public (AddressKey Address, bool IsService, IReadOnlyList<ServicePort> Ports)? FindAddress(string name)
    {
        var found = new Dictionary<string, (AddressKey Address, bool IsService, ServicePort[] Ports)>(StringComparer.Ordinal);
        foreach (var (key, slot) in _tables.Addresses)
        {
            foreach (var owner in slot.Owners)
            {
                if (owner.Service is { } service && IsCalled(service, name))
                {
                    found[service.Id] = (key, true, [.. owner.Content?.Ports ?? default]);
                }

                foreach (var served in owner.Serves.Where(served => IsCalled(served, name)))
                {
                    found.TryAdd(served.Id, (key, false, [.. served.Content?.Ports ?? default]));
                }
            }
        }

        return found.Count == 1 ? found.Values.Single() : null;
    }

    private static bool IsCalled(ServiceHandle service, string name) =>
        name == service.Name || name == $"{service.Name}.{service.Namespace}" || service.Id.EndsWith("/" + name, StringComparison.Ordinal);
}
