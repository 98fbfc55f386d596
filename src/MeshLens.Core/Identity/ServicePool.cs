namespace MeshLens.Core.Identity;

/// <summary>The handles in use, by id. One lives as long as something refers to it. Used under the writers' lock alone.</summary>
internal sealed class ServicePool
{
    private readonly Dictionary<string, ServiceHandle> _handles = new(StringComparer.Ordinal);

    public int Count => _handles.Count;

    public ServiceHandle? Find(string id) => _handles.GetValueOrDefault(id);

    public ServiceHandle Take(string id)
    {
        if (!_handles.TryGetValue(id, out var handle))
        {
            _handles[id] = handle = new(id);
        }

        handle.Users++;
        return handle;
    }

    public void Return(ServiceHandle handle)
    {
        if (--handle.Users == 0)
        {
            _handles.Remove(handle.Id);
        }
    }

    /// <summary>The waypoint behind a reference; null when there is none, or when it is given as an address.</summary>
    public ServiceHandle? TakeWaypoint(string reference)
    {
        if (!reference.Contains('/', StringComparison.Ordinal))
        {
            return null;
        }

        var handle = Take(reference);
        handle.CountBehind(1);
        return handle;
    }

    public void ReturnWaypoint(ServiceHandle? waypoint)
    {
        if (waypoint is not null)
        {
            waypoint.CountBehind(-1);
            Return(waypoint);
        }
    }
}
