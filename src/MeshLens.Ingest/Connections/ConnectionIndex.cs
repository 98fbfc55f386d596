using MeshLens.Core.Edges;
using MeshLens.Grains.Connections;
using MeshLens.Ingest.Configuration;
using MeshLens.Ingest.Joining;
using Microsoft.Extensions.Options;

namespace MeshLens.Ingest.Connections;

/// <summary>
/// The connections of the last minutes that agents reported one by one. When both ends of one were reported, their flows
/// are joined: that is how a virtual address learns its servers and a server its callers, through any translation.
/// </summary>
/// <remarks>
/// Bounded in time and number; the oldest gives way, and one that never met its other end is counted when it does. A pair of
/// sequence numbers is 64 random bits, so that two connections of one lifetime share it practically never.
/// </remarks>
internal sealed class ConnectionIndex(IOptions<IngestOptions> options, TimeProvider time, IngestInstruments instruments) : IConnectionIndex
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ConnectionId, RecentConnection> _byId = [];
    private readonly ConnectionsByEnds _byEnds = new();
    private readonly Queue<RecentConnection> _byAge = new();
    private readonly int _capacity = options.Value.ConnectionCapacity;
    private readonly TimeSpan _lifetime = options.Value.ConnectionLifetime;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byAge.Count;
            }
        }
    }

    /// <summary>Takes in what one end reported, joins the flows if the other end is here, and returns that end's view.</summary>
    public ConnectionView? Add(ConnectionId id, End end, ConnectionView view)
    {
        lock (_gate)
        {
            Expire();
            if (!id.IsKnown || !_byId.TryGetValue(id, out var connection))
            {
                connection = Open(id);
            }

            Put(connection, end, view);
            if (connection is not { Client: { } client, Server: { } server })
            {
                return null;
            }

            if (FlowJoin.Join(client.Flow, server.Flow))
            {
                instruments.Joined();
            }

            return end == End.Client ? server : client;
        }
    }

    public TracedConnection? Find(in ConnectionEnds ends, DateTimeOffset from, DateTimeOffset until)
    {
        lock (_gate)
        {
            Expire();
            return _byEnds.Find(ends, from, until)?.Trace();
        }
    }

    public TracedConnection? Find(uint clientSequence, uint serverSequence)
    {
        lock (_gate)
        {
            Expire();
            return _byId.GetValueOrDefault(new(clientSequence, serverSequence))?.Trace();
        }
    }

    private void Put(RecentConnection connection, End end, ConnectionView view)
    {
        var before = connection[end]?.Ends;
        connection[end] = view;
        _byEnds.Add(view.Ends, connection);
        if (before is { } left && left != connection.Client?.Ends && left != connection.Server?.Ends)
        {
            _byEnds.Remove(left, connection);
        }
    }

    private RecentConnection Open(ConnectionId id)
    {
        if (_byAge.Count >= _capacity)
        {
            Forget(_byAge.Dequeue());
        }

        var connection = new RecentConnection(id, time.GetTimestamp());
        _byAge.Enqueue(connection);
        if (id.IsKnown)
        {
            _byId[id] = connection;
        }

        return connection;
    }

    private void Expire()
    {
        while (_byAge.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Since) >= _lifetime)
        {
            _byAge.Dequeue();
            Remove(oldest);
        }
    }

    private void Forget(RecentConnection connection)
    {
        if (connection.Client is null || connection.Server is null)
        {
            instruments.Evicted();
        }

        Remove(connection);
    }

    private void Remove(RecentConnection connection)
    {
        if (connection.Id.IsKnown)
        {
            _byId.Remove(connection.Id);
        }

        foreach (var view in (ReadOnlySpan<ConnectionView?>)[connection.Client, connection.Server])
        {
            if (view is not null)
            {
                _byEnds.Remove(view.Ends, connection);
            }
        }
    }
}
