using System.Net;
using MeshLens.Grains.Connections;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>Connections that agents would have reported.</summary>
internal sealed class FakeConnections : IConnectionIndex
{
    private readonly Dictionary<(IPEndPoint Client, IPEndPoint Server), TracedConnection> _known = [];

    public FakeConnections With(string client, string server, TracedConnection connection)
    {
        _known[(IPEndPoint.Parse(client), IPEndPoint.Parse(server))] = connection;
        return this;
    }

    public TracedConnection? Find(IPEndPoint client, IPEndPoint server) => _known.GetValueOrDefault((client, server));

    public TracedConnection? Find(uint clientSequence, uint serverSequence) => null;
}
