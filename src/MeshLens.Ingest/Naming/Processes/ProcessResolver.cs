using MeshLens.Core.Edges;

namespace MeshLens.Ingest.Naming.Processes;

/// <summary>Names an endpoint by the process behind it: the one the flow shows, or the one that listens there.</summary>
internal sealed class ProcessResolver : IEndpointResolver
{
    private const int ShortContainerId = 12;

    public NameSource Source => NameSource.Process;

    // What a node learns later is that node's version, not this one's.
    public int Version => 0;

    public EndpointName? Resolve(in EndpointQuery query)
    {
        var process = query.Process;
        if (process is null && query.Port != 0)
        {
            process = query.Node.FindListener(query.Address, query.Port, query.NetworkNamespace);
        }

        return process is null || process.Name.Length == 0
            ? null
            : new(new Party(query.Node.Node, NameOf(process), PartyKind.Process), Source, query.Port, Node: query.Node.Node, Zone: query.Node.Zone);
    }

    // Two containers often run a program of the same name.
    private static string NameOf(ProcessIdentity process) => process.ContainerId.Length == 0
        ? process.Name
        : $"{process.Name}@{process.ContainerId[..Math.Min(ShortContainerId, process.ContainerId.Length)]}";
}
