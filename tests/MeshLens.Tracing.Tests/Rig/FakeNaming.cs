using System.Net;
using MeshLens.Core.Edges;
using MeshLens.Grains.Connections;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>Names addresses by a table; what is not in it stands for itself.</summary>
internal sealed class FakeNaming : IEndpointNaming
{
    private readonly Dictionary<(string Address, int Port), NamedEndpoint> _names = [];

    public int Version { get; private set; } = 1;

    public FakeNaming With(string address, int port, Party party, int servicePort)
    {
        _names[(address, port)] = new(party, servicePort);
        Version++;
        return this;
    }

    public NamedEndpoint Name(IPAddress address, int port) => _names.GetValueOrDefault(
        (address.ToString(), port), new NamedEndpoint(new("", address.ToString(), PartyKind.Address), port));
}
