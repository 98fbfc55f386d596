using System.Net;

namespace MeshLens.Ingest.Naming.Static;

/// <summary>Names endpoints as the operator's file does; <see cref="EndpointFileWatcher"/> keeps its table fresh.</summary>
internal sealed class EndpointFileResolver : IEndpointResolver
{
    private volatile EndpointTable _table = EndpointTable.Empty;
    private int _version;

    public NameSource Source => NameSource.File;

    public int Version => Volatile.Read(ref _version);

    public void Use(EndpointTable table)
    {
        _table = table;
        Interlocked.Increment(ref _version);
    }

    public EndpointName? Resolve(in EndpointQuery query)
    {
        if (_table.Count == 0)
        {
            return null;
        }

        var entry = _table.Find(query.Address, query.Port) ?? (query.Port == 0 ? FindCaller(query) : null);
        return entry is null || IsElsewhere(entry, query)
            ? null
            : new(entry.Party, Source, query.Port, entry.Cluster, entry.Node, entry.Zone);
    }

    /// <summary>Whether the file names this very address and port.</summary>
    public bool Knows(IPAddress address, int port) => port != 0 && _table.PortsOf(address).Any(entry => entry.Port == port);

    /// <summary>An address of the file that goes by a name, with or without its namespace, at a port if one is given; null when there is none.</summary>
    public IPEndPoint? FindByName(string name, int port) => _table.FindByName(name, port);

    // On an address that many programs share, a port names the one that listens on it and no other caller.
    private EndpointEntry? FindCaller(in EndpointQuery query)
    {
        if (query.Process is not { } process)
        {
            return null;
        }

        foreach (var entry in _table.PortsOf(query.Address))
        {
            if (query.Node.Listens(process, query.NetworkNamespace, query.Address, entry.Port))
            {
                return entry;
            }
        }

        return null;
    }

    // Loopback is there once per node.
    private static bool IsElsewhere(EndpointEntry entry, in EndpointQuery query) =>
        entry.Node is not null && IPAddress.IsLoopback(query.Address) && entry.Node != query.Node.Node;
}
