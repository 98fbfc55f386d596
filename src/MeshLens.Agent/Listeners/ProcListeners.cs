using MeshLens.Agent.Host;
using MeshLens.Agent.Namespaces;

namespace MeshLens.Agent.Listeners;

/// <summary>
/// Listening sockets of a namespace that may not be entered, through a process that lives in it. What is lost: the limit of the
/// backlog, and whose the drops are; they are told only where a single socket listens.
/// </summary>
internal sealed class ProcListeners(IHostFiles files)
{
    public List<ListeningSocket> Read(NamespaceEntrance entrance)
    {
        var sockets = new List<ListeningSocket>();
        var here = new NetworkNamespace(entrance.Inode, Cookie: 0, entrance.ProcessId);
        ProcNetTcp.Read(files.ReadWhole($"/proc/{entrance.ProcessId}/net/tcp"), here, sockets);
        ProcNetTcp.Read(files.ReadWhole($"/proc/{entrance.ProcessId}/net/tcp6"), here, sockets);
        if (sockets.Count == 1)
        {
            var drops = ListenDrops.Parse(files.ReadWhole($"/proc/{entrance.ProcessId}/net/netstat"));
            sockets[0] = sockets[0] with { Drops = (uint?)(drops & uint.MaxValue) };
        }

        return sockets;
    }
}
