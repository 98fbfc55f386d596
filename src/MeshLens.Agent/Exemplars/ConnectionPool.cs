using Google.Protobuf.Collections;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Exemplars;

/// <summary>Messages that are filled again in every interval. It keeps as many as the largest batch needed.</summary>
internal sealed class ConnectionPool
{
    private readonly Stack<Connection> _free = new();

    public Connection Rent() => _free.TryPop(out var connection) ? connection : new();

    public void Return(RepeatedField<Connection> used)
    {
        for (var i = 0; i < used.Count; i++)
        {
            _free.Push(used[i]);
        }

        used.Clear();
    }
}
