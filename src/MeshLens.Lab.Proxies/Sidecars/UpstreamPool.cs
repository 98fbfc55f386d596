using System.Net;
using MeshLens.Lab.Http;
using MeshLens.Lab.Proxies.Encryption;
using MeshLens.Lab.Sockets;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>Connections to one destination: used again, limited, waited for.</summary>
/// <param name="from">The address that connections come from; null leaves it to the kernel.</param>
/// <param name="identity">Who asks for mutual TLS, where the limits say so.</param>
internal sealed class UpstreamPool(PoolLimits limits, IPAddress? from, ProxyIdentity? identity)
{
    private const string NoTls = "TLS_error:|268435703:SSL_routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end";

    private readonly object _gate = new();
    private readonly List<UpstreamConnection> _idle = [];
    private uint _open;
    private uint _waiting;

    public PoolLimits Limits => limits;

    /// <summary>A connection to the endpoint, or why there is none.</summary>
    public UpstreamConnection? Take(IPEndPoint peer, Deadline deadline, out AttemptEnd failure, out string reason)
    {
        (failure, reason) = (AttemptEnd.Answered, "");
        if (TakeIdleOrRoom(peer, deadline, out failure) is { } idle)
        {
            return idle;
        }

        return failure == AttemptEnd.Answered ? Connect(peer, deadline, out failure, out reason) : null;
    }

    /// <summary>A connection is no longer needed by its request.</summary>
    /// <param name="isUsable">It may carry another one.</param>
    public void GiveBack(UpstreamConnection connection, bool isUsable)
    {
        lock (_gate)
        {
            if (isUsable && connection.Requests < limits.RequestsPerConnection)
            {
                _idle.Add(connection);
            }
            else
            {
                connection.Http.Dispose();
                _open--;
            }

            Monitor.Pulse(_gate);
        }
    }

    // Null with no failure is room for a new connection, which counts from now on.
    private UpstreamConnection? TakeIdleOrRoom(IPEndPoint peer, Deadline deadline, out AttemptEnd failure)
    {
        failure = AttemptEnd.Answered;
        lock (_gate)
        {
            var first = true;
            while (true)
            {
                if (FindIdle(peer) is { } idle)
                {
                    return idle;
                }

                if (_open < limits.Connections)
                {
                    _open++;
                    return null;
                }

                if (first && _waiting >= limits.Waiting)
                {
                    failure = AttemptEnd.Overflow;
                    return null;
                }

                first = false;
                if (!Wait(deadline))
                {
                    failure = AttemptEnd.TimedOut;
                    return null;
                }
            }
        }
    }

    private bool Wait(Deadline deadline)
    {
        _waiting++;
        var left = deadline.Left;
        var inTime = left > TimeSpan.Zero && Monitor.Wait(_gate, left);
        _waiting--;
        return inTime;
    }

    private UpstreamConnection? FindIdle(IPEndPoint peer)
    {
        for (var i = _idle.Count - 1; i >= 0; i--)
        {
            var connection = _idle[i];
            var isStale = connection.Http.IsStale;

            // Where no further connection may be made, one to another endpoint gives way.
            if (isStale || (!connection.Peer.Equals(peer) && _open >= limits.Connections))
            {
                _idle.RemoveAt(i);
                connection.Http.Dispose();
                _open--;
            }
            else if (connection.Peer.Equals(peer))
            {
                _idle.RemoveAt(i);
                return connection;
            }
        }

        return null;
    }

    private IConnection? Encrypt(TcpSocket socket, TimeSpan timeout) =>
        !limits.IsMutualTls ? socket : identity is null ? null : TlsConnection.Ask(socket, identity, timeout);

    private UpstreamConnection? Connect(IPEndPoint peer, Deadline deadline, out AttemptEnd failure, out string reason)
    {
        var timeout = deadline.Left < limits.ConnectTimeout ? deadline.Left : limits.ConnectTimeout;
        var errno = TcpSocket.TryConnect(peer, timeout, out var socket, from);
        (failure, reason) = (AttemptEnd.Answered, "");
        if (errno == 0 && Encrypt(socket, timeout) is { } connection)
        {
            return new(peer, new HttpConnection(connection));
        }

        socket.Dispose();
        const int timedOut = 110;
        failure = errno == timedOut && deadline.Left <= TimeSpan.Zero ? AttemptEnd.TimedOut : AttemptEnd.ConnectFailed;
        reason = errno switch
        {
            0 => NoTls,
            timedOut => "connection_timeout",
            _ => $"delayed_connect_error:_{errno}",
        };
        lock (_gate)
        {
            _open--;
            Monitor.Pulse(_gate);
        }

        return null;
    }
}
