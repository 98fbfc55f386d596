using System.Runtime.InteropServices;
using MeshLens.Agent.Host;

namespace MeshLens.Agent.Namespaces;

/// <summary>
/// The network namespaces of this host, and the way into them. Nothing is held open between rounds: a descriptor would keep the
/// namespace of a dead pod alive. Entering another namespace needs CAP_SYS_ADMIN; one's own is always visited.
/// </summary>
internal sealed class NetworkNamespaces(IHostFiles files) : IDisposable
{
    private readonly DedicatedThread _thread = new("namespaces");
    private Home? _home;

    /// <summary>Looks through the host and calls <paramref name="inside"/> once inside every namespace found.</summary>
    /// <remarks>
    /// The call is synchronous, on a thread of this class; sockets and iterators opened by it belong to the namespace. An
    /// exception of <paramref name="inside"/> ends the round and reaches the caller.
    /// </remarks>
    public NamespaceVisits ForEach(Action<NetworkNamespace> inside) => ForEach(NamespaceScan.Find(files).Values, inside);

    /// <summary>The same for namespaces that were found before.</summary>
    public NamespaceVisits ForEach(IReadOnlyCollection<NamespaceEntrance> found, Action<NetworkNamespace> inside) =>
        Visit([.. found], inside);

    /// <summary>Enters only the given namespace, if it still exists.</summary>
    public NamespaceVisits Enter(NetworkNamespace known, Action<NetworkNamespace> inside)
    {
        var path = $"/proc/{known.ProcessId}/ns/net";
        return Visit([new NamespaceEntrance(known.Inode, path, known.ProcessId)], inside);
    }

    public void Dispose()
    {
        _thread.Dispose();
        _home?.Dispose();
    }

    private NamespaceVisits Visit(IReadOnlyCollection<NamespaceEntrance> entrances, Action<NetworkNamespace> inside)
    {
        var visits = default(NamespaceVisits);
        _thread.Run(() =>
        {
            _home ??= Home.Remember();
            try
            {
                foreach (var entrance in entrances)
                {
                    visits = Visit(entrance, _home, inside, visits);
                }
            }
            finally
            {
                _home.Return();
            }
        });
        return visits;
    }

    private NamespaceVisits Visit(NamespaceEntrance entrance, Home home, Action<NetworkNamespace> inside, NamespaceVisits visits)
    {
        if (entrance.Inode == home.Inode)
        {
            home.Return();
        }
        else
        {
            var error = Go(entrance);
            if (error != 0)
            {
                return error == LibC.NotPermitted
                    ? visits with { Refused = visits.Refused + 1 }
                    : visits with { Vanished = visits.Vanished + 1 };
            }

            home.Left = true;
        }

        inside(new NetworkNamespace(entrance.Inode, NamespaceCookie.OfThisThread(), entrance.ProcessId));
        return visits with { Visited = visits.Visited + 1 };
    }

    // A process id may have been reused since the scan: what was opened must be what was meant.
    private int Go(NamespaceEntrance entrance)
    {
        var descriptor = files.Open(entrance.Path);
        if (descriptor < 0)
        {
            return -descriptor;
        }

        try
        {
            if (LibC.Inode(descriptor, string.Empty, LibC.EmptyPath) != entrance.Inode)
            {
                return LibC.NoEntry;
            }

            return LibC.SetNamespace(descriptor, LibC.NewNetwork) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
        finally
        {
            _ = LibC.Close(descriptor);
        }
    }
}
