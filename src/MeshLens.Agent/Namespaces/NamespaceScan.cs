using System.Globalization;
using MeshLens.Agent.Host;

namespace MeshLens.Agent.Namespaces;

/// <summary>
/// Finds the network namespaces of a host: those in which a process lives, and those held by a name. A namespace that only a
/// thread, a descriptor or a socket still holds is not found.
/// </summary>
internal static class NamespaceScan
{
    // iproute2, CNI plugins and Docker bind-mount namespaces to files here.
    private static readonly string[] NamedPlaces = ["/run/netns", "/run/docker/netns"];

    /// <summary>Each namespace once, with one entrance. Named entrances are used only where no process lives.</summary>
    public static Dictionary<ulong, NamespaceEntrance> Find(IHostFiles files)
    {
        var found = new Dictionary<ulong, NamespaceEntrance>();
        foreach (var name in files.Entries("/proc"))
        {
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var process))
            {
                Add(found, files, $"/proc/{name}/ns/net", process);
            }
        }

        foreach (var place in NamedPlaces)
        {
            foreach (var name in files.Entries(place))
            {
                Add(found, files, $"{place}/{name}", process: 0);
            }
        }

        return found;
    }

    private static void Add(Dictionary<ulong, NamespaceEntrance> found, IHostFiles files, string path, int process)
    {
        var inode = files.Inode(path);
        if (inode != 0)
        {
            found.TryAdd(inode, new NamespaceEntrance(inode, path, process));
        }
    }
}
