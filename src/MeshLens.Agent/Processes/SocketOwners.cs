using System.Globalization;
using MeshLens.Agent.Host;

namespace MeshLens.Agent.Processes;

/// <summary>
/// The process that holds a listening socket, by the socket's inode, so that a service can be named by the process that listens.
/// Looking through descriptors is dear, so only the processes of one network namespace are searched, and only when an inode is
/// new; an inode that nobody seems to hold is looked for again after half a minute. Not thread-safe.
/// </summary>
internal sealed class SocketOwners(IHostFiles files, TimeProvider time, int capacity = 8192)
{
    private static readonly TimeSpan BetweenSearches = TimeSpan.FromSeconds(30);
    private readonly Dictionary<ulong, Owner> _owners = [];

    /// <summary>
    /// Finds the owners of all these sockets of one network namespace in one search. Sockets without an owner here (another
    /// process holds them, or it ended) are left out.
    /// </summary>
    /// <param name="networkNamespace">Inode of the namespace.</param>
    /// <param name="sockets">Inodes of the sockets.</param>
    public IReadOnlyDictionary<ulong, int> Find(ulong networkNamespace, IReadOnlyCollection<ulong> sockets)
    {
        var now = time.GetTimestamp();
        var unknown = sockets.Where(socket => IsUnknown(socket, now)).ToHashSet();
        if (unknown.Count > 0)
        {
            Search(networkNamespace, unknown, now);
        }

        var found = new Dictionary<ulong, int>(sockets.Count);
        foreach (var socket in sockets)
        {
            if (_owners.TryGetValue(socket, out var owner) && owner.ProcessId != 0)
            {
                found[socket] = owner.ProcessId;
            }
        }

        return found;
    }

    // An owner may hand its socket on and end, so that it lives must be seen again now and then.
    private bool IsUnknown(ulong socket, long now)
    {
        if (!_owners.TryGetValue(socket, out var owner))
        {
            return true;
        }

        var aged = time.GetElapsedTime(owner.FoundAt, now) >= BetweenSearches;
        return aged && (owner.ProcessId == 0 || files.Inode($"/proc/{owner.ProcessId}/fd/{owner.Descriptor}") != socket);
    }

    private void Search(ulong networkNamespace, HashSet<ulong> wanted, long now)
    {
        if (_owners.Count + wanted.Count > capacity)
        {
            _owners.Clear();
        }

        foreach (var socket in wanted)
        {
            _owners[socket] = new Owner(0, string.Empty, now);
        }

        // The smallest id first: of a parent and its workers, who all hold the socket, it is mostly the parent.
        foreach (var process in ProcessesIn(networkNamespace).Order())
        {
            Search(process, wanted, now);
            if (wanted.Count == 0)
            {
                return;
            }
        }
    }

    private void Search(int process, HashSet<ulong> wanted, long now)
    {
        var directory = $"/proc/{process}/fd";
        foreach (var descriptor in files.Entries(directory))
        {
            if (TryParse(files.Link($"{directory}/{descriptor}"), out var socket) && wanted.Remove(socket))
            {
                _owners[socket] = new Owner(process, descriptor, now);
            }
        }
    }

    private IEnumerable<int> ProcessesIn(ulong networkNamespace)
    {
        foreach (var name in files.Entries("/proc"))
        {
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var process)
                && files.Inode($"/proc/{name}/ns/net") == networkNamespace)
            {
                yield return process;
            }
        }
    }

    // socket:[4026533242]
    private static bool TryParse(string? link, out ulong inode)
    {
        const string Prefix = "socket:[";
        inode = 0;
        return link is not null
            && link.StartsWith(Prefix, StringComparison.Ordinal)
            && link.EndsWith(']')
            && ulong.TryParse(link.AsSpan()[Prefix.Length..^1], NumberStyles.None, CultureInfo.InvariantCulture, out inode);
    }

    private readonly record struct Owner(int ProcessId, string Descriptor, long FoundAt);
}
