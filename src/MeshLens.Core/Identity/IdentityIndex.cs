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
public sealed partial class IdentityIndex
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
