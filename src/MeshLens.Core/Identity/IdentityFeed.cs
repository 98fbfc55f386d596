namespace MeshLens.Core.Identity;

/// <summary>What one source says. Safe for concurrent callers; everything it says takes effect at once, for every reader.</summary>
public sealed class IdentityFeed
{
    private readonly IdentityTables _tables;
    private readonly Dictionary<string, AddressOwner> _workloads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AddressOwner> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AddressOwner> _nodes = new(StringComparer.Ordinal);
    private volatile bool _isLive;

    internal IdentityFeed(MeshSource source, string name, IdentityTables tables) => (Source, Name, _tables) = (source, name, tables);

    /// <summary>Which kind of source it is.</summary>
    public MeshSource Source { get; }

    /// <summary>Which one of its kind: a control plane's address, a cluster's name.</summary>
    public string Name { get; }

    /// <summary>Workloads, services and nodes that it told.</summary>
    public (int Workloads, int Services, int Nodes) Counts
    {
        get
        {
            lock (_tables.Gate)
            {
                return (_workloads.Count, _services.Count, _nodes.Count);
            }
        }
    }

    /// <summary>It is up to date: what it says counts before what a silent source said.</summary>
    public bool IsLive
    {
        get => _isLive;
        set
        {
            if (_isLive != value)
            {
                _isLive = value;
                Interlocked.Increment(ref _tables.Version);
            }
        }
    }

    internal int Rank => (_isLive ? 0 : byte.MaxValue) + (int)Source;

    /// <summary>A workload is there, or is another than before.</summary>
    public void Put(MeshWorkload workload, DateTimeOffset at)
    {
        lock (_tables.Gate)
        {
            var before = _workloads.GetValueOrDefault(workload.Uid);
            if (before?.Workload != workload)
            {
                _workloads[workload.Uid] = Enter(Claim(workload, before, at), before, at);
            }
        }
    }

    /// <summary>A service is there, or is another than before.</summary>
    public void Put(MeshService service, DateTimeOffset at)
    {
        lock (_tables.Gate)
        {
            var before = _services.GetValueOrDefault(service.Id);
            if (before?.Content != service)
            {
                var owner = Enter(Claim(service, before, at), before, at);
                _services[service.Id] = owner;
                owner.Service!.Tell(Source, service);
            }
        }
    }

    /// <summary>A node is there, or is another than before.</summary>
    public void Put(MeshNode node, DateTimeOffset at)
    {
        lock (_tables.Gate)
        {
            var before = _nodes.GetValueOrDefault(node.Name);
            if (before?.Node != node)
            {
                _nodes[node.Name] = Enter(Claim(node, before, at), before, at);
            }
        }
    }

    /// <summary>A workload is gone; its addresses are remembered as its own for a while.</summary>
    public void RemoveWorkload(string uid, DateTimeOffset at) => Remove(_workloads, uid, at);

    /// <summary>A service is gone.</summary>
    public void RemoveService(string id, DateTimeOffset at)
    {
        lock (_tables.Gate)
        {
            _services.GetValueOrDefault(id)?.Service!.Tell(Source, null);
            Remove(_services, id, at);
        }
    }

    /// <summary>A node is gone.</summary>
    public void RemoveNode(string name, DateTimeOffset at) => Remove(_nodes, name, at);

    private void Remove(Dictionary<string, AddressOwner> told, string name, DateTimeOffset at)
    {
        lock (_tables.Gate)
        {
            if (told.Remove(name, out var owner))
            {
                Leave(owner, null, at);
                Changed(at);
            }
        }
    }

    private AddressOwner Claim(MeshWorkload workload, AddressOwner? before, DateTimeOffset at) => new()
    {
        Feed = this,
        Since = Since(before?.Workload?.Addresses, workload.Addresses, before, at),
        Cluster = workload.Cluster,
        Network = workload.Network,
        Workload = workload,
        Serves = workload.Services.Count == 0 ? [] : [.. workload.Services.Select(membership => _tables.Services.Take(membership.Service))],
        Waypoint = _tables.Services.TakeWaypoint(workload.Waypoint),
    };

    private AddressOwner Claim(MeshService service, AddressOwner? before, DateTimeOffset at) => new()
    {
        Feed = this,
        Since = Since(before?.Content?.Addresses, service.Addresses, before, at),
        Cluster = service.Cluster,
        Network = service.Addresses.Count > 0 ? service.Addresses[0].Network : "",
        Service = _tables.Services.Take(service.Id),
        Content = service,
        Waypoint = _tables.Services.TakeWaypoint(service.Waypoint),
    };

    private AddressOwner Claim(MeshNode node, AddressOwner? before, DateTimeOffset at) => new()
    {
        Feed = this,
        Since = Since(before?.Node?.Addresses, node.Addresses, before, at),
        Cluster = node.Cluster,
        Network = node.Network,
        Node = node,
    };

    // An address that is new to it was somebody else's until now.
    private static DateTimeOffset Since<T>(Sequence<T>? old, Sequence<T> now, AddressOwner? before, DateTimeOffset at) =>
        before is not null && old is { } had && now.All(had.Contains) ? before.Since : at;

    private AddressOwner Enter(AddressOwner owner, AddressOwner? before, DateTimeOffset at)
    {
        foreach (var key in OwnedAddresses.Of(owner))
        {
            if (before is not null && OwnedAddresses.Of(before).Contains(key))
            {
                _tables.Replace(key, before, owner);
            }
            else
            {
                _tables.Enter(key, owner);
            }
        }

        FeedExtras.Enter(_tables, owner);
        if (before is not null)
        {
            Leave(before, owner, at);
        }

        Changed(at);
        return owner;
    }

    private void Leave(AddressOwner owner, AddressOwner? next, DateTimeOffset at)
    {
        foreach (var key in OwnedAddresses.Of(owner))
        {
            if (next is null || !OwnedAddresses.Of(next).Contains(key))
            {
                _tables.End(key, owner, at);
            }
        }

        FeedExtras.Leave(_tables, owner);
    }

    private void Changed(DateTimeOffset at)
    {
        _tables.Expire(at);
        Interlocked.Increment(ref _tables.Version);
    }
}
