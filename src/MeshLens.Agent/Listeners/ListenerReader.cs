using System.ComponentModel;
using MeshLens.Agent.Host;
using MeshLens.Agent.Namespaces;

namespace MeshLens.Agent.Listeners;

/// <summary>Looks at the listening sockets of every network namespace that is watched. Not thread-safe.</summary>
internal sealed class ListenerReader(IHostFiles files, NetworkNamespaces namespaces, ListenerFilter filter)
{
    private readonly ProcListeners _fallback = new(files);

    /// <summary>Namespaces that could only be read from outside at the last look, with less detail.</summary>
    public int ReadFromOutside { get; private set; }

    public List<ListeningSocket> Read()
    {
        var entrances = filter.Limit(NamespaceScan.Find(files));
        var sockets = new List<ListeningSocket>();
        namespaces.ForEach(entrances.Values, here =>
        {
            if (TryRead(here, sockets))
            {
                entrances.Remove(here.Inode);
            }
        });
        ReadFromOutside = 0;
        foreach (var left in entrances.Values.Where(entrance => entrance.ProcessId != 0))
        {
            sockets.AddRange(_fallback.Read(left));
            ReadFromOutside++;
        }

        sockets.RemoveAll(socket => !filter.AdmitsPort(socket.Port));
        return sockets;
    }

    // A kernel without tcp_diag refuses in every namespace: what remains is /proc.
    private static bool TryRead(NetworkNamespace here, List<ListeningSocket> into)
    {
        try
        {
            into.AddRange(SocketDiagnostics.Read(here));
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
