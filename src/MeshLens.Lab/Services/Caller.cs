using System.Diagnostics;
using System.Net;
using System.Text;
using MeshLens.Lab.Http;
using MeshLens.Lab.Sockets;

namespace MeshLens.Lab.Services;

/// <summary>Calls the replicas of one service in turn, over pooled and over new connections, and measures what it sees.</summary>
internal sealed class Caller
{
    private readonly DownstreamSpec _spec;
    private readonly ReadGate _gate;
    private readonly CallLog _log;
    private readonly Replica[] _replicas;
    private readonly byte[] _request;
    private readonly byte[] _lastRequest;
    private uint _turn;

    /// <param name="spec">Whom it calls.</param>
    /// <param name="gate">Holds back reading answers.</param>
    /// <param name="log">Takes what it sees.</param>
    public Caller(DownstreamSpec spec, ReadGate gate, CallLog log)
    {
        (_spec, _gate, _log) = (spec, gate, log);
        _replicas = [.. spec.Endpoints.Select(endpoint => new Replica(IPEndPoint.Parse(endpoint), spec.PooledConnections))];
        _request = Request("keep-alive");
        _lastRequest = Request("close");
    }

    public CallOutcome Call()
    {
        var replica = _replicas[Interlocked.Increment(ref _turn) % (uint)_replicas.Length];
        replica.Count();
        var started = Stopwatch.GetTimestamp();
        var outcome = Call(replica, Deadline.After(TimeSpan.FromMilliseconds(_spec.TimeoutMs)));
        _log.Ended(outcome, Stopwatch.GetElapsedTime(started));
        return outcome;
    }

    public IReadOnlyDictionary<string, int> DrainReplicas() =>
        _replicas.ToDictionary(replica => replica.Address.ToString(), replica => replica.DrainCalls());

    private CallOutcome Call(Replica replica, Deadline deadline)
    {
        var once = Random.Shared.NextDouble() < _spec.NewConnectionShare;
        var connection = once ? null : replica.Take();
        if (connection is null)
        {
            var failure = Connect(replica, deadline, out connection);
            if (failure != CallOutcome.Ok)
            {
                return failure;
            }
        }

        return Exchange(replica, connection, deadline, once);
    }

    private CallOutcome Connect(Replica replica, Deadline deadline, out HttpConnection connection)
    {
        var started = Stopwatch.GetTimestamp();
        var errno = TcpSocket.TryConnect(replica.Address, deadline.Left, out var socket);
        connection = new HttpConnection(socket);
        if (errno == 0)
        {
            _log.Handshakes.Add(Stopwatch.GetElapsedTime(started));
            return CallOutcome.Ok;
        }

        connection.Dispose();
        return ConnectFailure.Of(errno);
    }

    private CallOutcome Exchange(Replica replica, HttpConnection connection, Deadline deadline, bool once)
    {
        var started = Stopwatch.GetTimestamp();
        var read = connection.Send(once ? _lastRequest : _request)
            ? connection.Read(deadline.Left, _gate, out var head)
            : Broken(out head);
        if (read != HttpRead.Message)
        {
            connection.Dispose();
            return read == HttpRead.TimedOut ? CallOutcome.ResponseTimedOut : CallOutcome.ConnectionLost;
        }

        _log.Turns.Add(Stopwatch.GetElapsedTime(started));
        if (once || !head.KeepAlive)
        {
            connection.Dispose();
        }
        else
        {
            replica.GiveBack(connection);
        }

        return head.Status == 200 ? CallOutcome.Ok : CallOutcome.ErrorStatus;
    }

    private static HttpRead Broken(out HttpHead head)
    {
        head = default;
        return HttpRead.Broken;
    }

    private byte[] Request(string connection) => Encoding.ASCII.GetBytes(
        $"GET /work HTTP/1.1\r\nHost: {_spec.Service}\r\nUser-Agent: meshlens-lab\r\nAccept: application/json\r\n" +
        $"X-Request-Purpose: synthetic load of the MeshLens lab\r\nConnection: {connection}\r\n\r\n");
}
