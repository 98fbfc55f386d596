using System.Net;
using MeshLens.Grains.Connections;
using MeshLens.Ingest.Naming.Processes;

namespace MeshLens.Ingest.Naming;

/// <summary>Names addresses by the sources that name flows, as seen from no node in particular.</summary>
internal sealed class EndpointNaming(EndpointNames names) : IEndpointNaming
{
    private readonly NodeProcesses _nowhere = new("", "", "");

    public int Version => names.Version;

    public NamedEndpoint Name(IPAddress address, int port)
    {
        var name = names.Resolve(new() { Address = address, Port = port, Node = _nowhere });
        return new(name.Party, name.Port);
    }
}
