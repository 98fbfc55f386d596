using System.Net;
using MeshLens.Grains.Connections;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>Connections that agents would have reported.</summary>
internal sealed class FakeConnections : IConnectionIndex
{
    private readonly Dictionary<ConnectionEnds, TracedConnection> _known = [];

    /// <summary>The time that was asked for last.</summary>
    public (DateTimeOffset From, DateTimeOffset Until) Asked { get; private set; }

    public FakeConnections With(string client, string server, TracedConnection connection)
    {
        _known[ConnectionEnds.Of(IPEndPoint.Parse(client), IPEndPoint.Parse(server))] = connection;
        return this;
    }

    public TracedConnection? Find(in ConnectionEnds ends, DateTimeOffset from, DateTimeOffset until)
    {
        Asked = (from, until);
        return _known.GetValueOrDefault(ends);
    }

    public TracedConnection? Find(uint clientSequence, uint serverSequence) => null;
}
