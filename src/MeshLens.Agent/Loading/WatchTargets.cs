using System.Net;
using MeshLens.Agent.Host;
using MeshLens.Agent.Namespaces;
using MeshLens.Agent.Options;

namespace MeshLens.Agent.Loading;

/// <summary>A <see cref="WatchFilter"/> in the kernel's terms.</summary>
/// <param name="NetworkNamespaces">Cookies.</param>
/// <param name="Cgroups">Ids.</param>
/// <param name="Addresses">IPv6 prefixes, IPv4 mapped.</param>
/// <param name="Ports">Service ports.</param>
internal sealed record WatchTargets(
    IReadOnlyList<ulong> NetworkNamespaces, IReadOnlyList<ulong> Cgroups, IReadOnlyList<AddressPrefix> Addresses, IReadOnlyList<ushort> Ports)
{
    /// <exception cref="WatchTargetException">A namespace cannot be entered, or a path names no cgroup.</exception>
    public static WatchTargets Resolve(WatchFilter filter, IHostFiles files, NetworkNamespaces namespaces) => new(
        [.. filter.NetworkNamespaces.Select(path => Cookie(path, files, namespaces))],
        [.. filter.Cgroups.Select(path => Positive(files.Inode(path), $"{path} is not a cgroup directory: give one below /sys/fs/cgroup."))],
        [.. filter.Addresses.Select(AddressPrefix.Of)],
        filter.Ports);

    private static ulong Cookie(string path, IHostFiles files, NetworkNamespaces namespaces)
    {
        ulong cookie = 0;
        namespaces.ForEach([new NamespaceEntrance(files.Inode(path), path, 0)], here => cookie = here.Cookie);
        return Positive(cookie, $"The network namespace {path} cannot be entered: grant CAP_SYS_ADMIN, and use kernel 5.14 or newer.");
    }

    private static ulong Positive(ulong value, string otherwise) => value != 0 ? value : throw new WatchTargetException(otherwise);
}
