namespace MeshLens.Core.Identity;

/// <summary>
/// What every address of the mesh is: workload, service, node, zone, way through the mesh. A look-up takes no lock, allocates nothing
/// and costs the same for ten workloads and a hundred thousand.
/// </summary>
/// <remarks>
/// Sources write through their <see cref="IdentityFeed"/>, and each address keeps what each of them says, so a source that falls
/// silent gives way to one that does not. Every entry is replaced as a whole: a reader sees an address before or after a change,
/// never in between. Who had an address is kept for ten minutes: an address that is used again belongs to either, by time.
/// </remarks>
public sealed class IdentityIndex
{
    private readonly IdentityTables _tables = new();
    private readonly List<IdentityFeed> _feeds = [];

    /// <summary>Changes whenever an answer may have changed.</summary>
    public int Version => Volatile.Read(ref _tables.Version);

    /// <summary>Addresses that are known, those with nothing but a past included.</summary>
    public int Addresses => _tables.Addresses.Count;

    /// <summary>The sources, in the order in which they were added.</summary>
    public IReadOnlyList<IdentityFeed> Feeds
    {
        get
        {
            lock (_tables.Gate)
            {
                return [.. _feeds];
            }
        }
    }

    /// <summary>Adds a source, which is not up to date until it says so.</summary>
    public IdentityFeed AddFeed(MeshSource source, string name)
    {
        var feed = new IdentityFeed(source, name, _tables);
        lock (_tables.Gate)
        {
            _feeds.Add(feed);
        }

        return feed;
    }

    /// <summary>Who is meant by an address; null when nobody knows, or when several are equally likely.</summary>
    public AddressIdentity? Resolve(in AddressQuestion question)
    {
        var pod = question.PodUid == Guid.Empty ? null : _tables.Pods.GetValueOrDefault(question.PodUid);
        if (!_tables.Addresses.TryGetValue(question.Key, out var slot))
        {
            return pod is null ? ResolveNetwork(question) : Describe(pod, question, AddressMatch.PodUid, isPast: false);
        }

        var network = slot.NeedsNetwork ? _tables.NetworkOf(question.Node) : null;
        var owner = slot.Find(question, network, out var match, out var isPast);
        if (pod is not null && (owner is null || match != AddressMatch.Workload || isPast || !IsGuest(pod, question.Key)))
        {
            return Describe(pod, question, AddressMatch.PodUid, isPast: false);
        }

        return owner is null ? null : Describe(owner, question, match, isPast);
    }

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

    /// <summary>Whether somebody has an address now, whoever it is and in whichever network.</summary>
    public bool IsTaken(AddressKey key) => _tables.Addresses.TryGetValue(key, out var slot) && slot.Owners.Length > 0;

    /// <summary>What is known of a service, by its id; null when nothing is. For questions that are asked now and then.</summary>
    public MeshService? FindService(string id)
    {
        lock (_tables.Gate)
        {
            return _tables.Services.Find(id)?.Content;
        }
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

    // A node proxy opens its sockets inside the pods that it speaks for: there the address is theirs, and what they do is meant.
    private static bool IsGuest(AddressOwner pod, AddressKey address) => !pod.Workload!.Addresses.Span.Contains(address);

    private AddressIdentity? ResolveNetwork(in AddressQuestion question) =>
        _tables.Prefixes.Find(question.Key, _tables.NetworkOf(question.Node)) is { } owner
            ? Describe(owner, question, AddressMatch.ServiceNetwork, isPast: false)
            : null;

    private AddressIdentity Describe(AddressOwner owner, in AddressQuestion question, AddressMatch match, bool isPast)
    {
        if (owner.Node is not null && question.Port != 0 && FindNodePort(question, owner.Cluster) is { } exposed)
        {
            return DescribeNodePort(owner, exposed, question.Port, isPast);
        }

        var (service, port) = owner.Workload is not null && question.Port != 0
            ? OwnerMatch.ServiceBehind(owner, question.Port)
            : (owner.Service, question.Port);
        return new()
        {
            Match = match,
            Source = owner.Feed.Source,
            Workload = owner.Workload,
            Service = service,
            Node = owner.Node,
            Port = port,
            IsPast = isPast,
        };
    }

    private static AddressIdentity DescribeNodePort(AddressOwner node, AddressOwner exposed, int nodePort, bool isPast)
    {
        var port = nodePort;
        foreach (var candidate in exposed.Content!.Ports.Span)
        {
            port = candidate.NodePort == nodePort ? candidate.Port : port;
        }

        return new()
        {
            Match = AddressMatch.NodePort,
            Source = exposed.Feed.Source,
            Service = exposed.Service,
            Node = node.Node,
            Port = port,
            IsPast = isPast,
        };
    }

    private AddressOwner? FindNodePort(in AddressQuestion question, string cluster)
    {
        if (_tables.NodePorts.TryGetValue(question.Port, out var owners))
        {
            foreach (var owner in owners)
            {
                if (owner.Cluster == cluster)
                {
                    return owner;
                }
            }
        }

        return null;
    }
}
