using MeshLens.Agent.Kernel;

namespace Benchmarks.Kernel;

/// <summary>Which ends of which connections were told to have closed.</summary>
internal sealed class ToldEnds
{
    private const int BothRoles = (1 << (int)Role.Client) | (1 << (int)Role.Server);

    private readonly Dictionary<ConnectionId, int> _roles = [];

    /// <summary>Connections of which both ends were told.</summary>
    public int Both { get; private set; }

    /// <summary>Ends told more than once.</summary>
    public int Repeated { get; private set; }

    public void Add(ConnectionEvent told)
    {
        if (told.Event.Type != EventType.Closed)
        {
            return;
        }

        var role = 1 << (int)told.Role;
        var before = _roles.GetValueOrDefault(told.Id);
        _roles[told.Id] = before | role;
        Repeated += (before & role) != 0 ? 1 : 0;
        Both += (before | role) == BothRoles && before != BothRoles ? 1 : 0;
    }
}
