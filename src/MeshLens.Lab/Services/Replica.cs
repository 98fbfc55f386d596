using System.Collections.Concurrent;
using System.Net;
using MeshLens.Lab.Http;

namespace MeshLens.Lab.Services;

/// <summary>One replica of a called service and the idle connections to it.</summary>
internal sealed class Replica(IPEndPoint address, int pooled)
{
    private readonly ConcurrentStack<HttpConnection> _idle = new();
    private int _calls;

    public IPEndPoint Address => address;

    public int DrainCalls() => Interlocked.Exchange(ref _calls, 0);

    public void Count() => Interlocked.Increment(ref _calls);

    /// <summary>The connection used last that is still alive; null when there is none.</summary>
    public HttpConnection? Take()
    {
        while (_idle.TryPop(out var connection))
        {
            if (!connection.IsStale)
            {
                connection.Reused = true;
                return connection;
            }

            connection.Dispose();
        }

        return null;
    }

    public void GiveBack(HttpConnection connection)
    {
        if (_idle.Count < pooled)
        {
            _idle.Push(connection);
        }
        else
        {
            connection.Dispose();
        }
    }
}
