using System.Net;
using System.Net.Sockets;
using MeshLens.Agent.Host;
using MeshLens.Agent.Namespaces;
using MeshLens.Agent.Options;
using MeshLens.Agent.Processes;

namespace MeshLens.Agent.Listeners;

/// <summary>Which listening sockets are told, so that what limits the watching of connections limits them too.</summary>
internal sealed class ListenerFilter
{
    private readonly WatchFilter _filter;
    private readonly IReadOnlyList<NamespaceEntrance> _entrances;
    private readonly IReadOnlyList<string> _cgroups;

    public ListenerFilter(WatchFilter filter, IHostFiles files, CgroupMounts mounts)
    {
        _filter = filter;
        _entrances = [.. filter.NetworkNamespaces.Select(path => new NamespaceEntrance(files.Inode(path), path, ProcessId: 0))];
        _cgroups = [.. filter.Cgroups.Select(path => BelowMount(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), mounts.Unified))];
    }

    /// <summary>Of these namespaces those that are watched, and those watched that were not found.</summary>
    public Dictionary<ulong, NamespaceEntrance> Limit(Dictionary<ulong, NamespaceEntrance> found) => _entrances.Count == 0
        ? found
        : _entrances.DistinctBy(entrance => entrance.Inode).ToDictionary(
            entrance => entrance.Inode, entrance => found.TryGetValue(entrance.Inode, out var known) ? known : entrance);

    public bool AdmitsPort(ushort port) => _filter.Ports.Count == 0 || _filter.Ports.Contains(port);

    /// <param name="socket">On a port that is admitted.</param>
    /// <param name="owner">Null when it was not found: then it is in no cgroup that is watched.</param>
    /// <param name="ownerIsWatched">Connections of its process are watched: one of their ends is an address that is.</param>
    public bool Admits(ListeningSocket socket, ProcessIdentity? owner, bool ownerIsWatched) =>
        (_filter.Addresses.Count == 0 || ownerIsWatched || AdmitsAddress(socket.Address))
        && (_cgroups.Count == 0 || (owner?.Cgroups.Unified is { } path && _cgroups.Any(cgroup => Holds(cgroup, path))));

    // Whoever listens on every address listens on those that are watched.
    private bool AdmitsAddress(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.Equals(IPAddress.Any) || plain.Equals(IPAddress.IPv6Any)
            || _filter.Addresses.Any(network => Contains(network, plain));
    }

    private static bool Contains(IPNetwork network, IPAddress address) =>
        network.Contains(address) || (address.AddressFamily == AddressFamily.InterNetwork && network.Contains(address.MapToIPv6()));

    private static bool Holds(string cgroup, string path) =>
        cgroup == "/" || path == cgroup || path.StartsWith(cgroup + "/", StringComparison.Ordinal);

    private static string BelowMount(string path, string? mount) =>
        mount is not null && path.StartsWith(mount, StringComparison.Ordinal) ? Path.Join("/", path[mount.Length..].TrimStart('/')) : path;
}
