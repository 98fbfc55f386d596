namespace MeshLens.Core.Identity;

/// <summary>
/// A service as addresses and workloads refer to it, one object for all of them: what the service is may be learned later than who
/// belongs to it, and a reader follows a reference instead of looking up a name.
/// </summary>
public sealed class ServiceHandle
{
    private readonly MeshService?[] _bySource = new MeshService?[Enum.GetValues<MeshSource>().Length];

    internal ServiceHandle(string id)
    {
        Id = id;
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        var host = id[(slash + 1)..];
        Namespace = id[..Math.Max(slash, 0)];
        var domain = host.IndexOf($".{Namespace}.svc.", StringComparison.Ordinal);
        Name = domain > 0 ? host[..domain] : host;
    }

    /// <summary>Namespace and host name.</summary>
    public string Id { get; }

    /// <summary>Its namespace.</summary>
    public string Namespace { get; }

    /// <summary>The name of a Kubernetes service; of anything else, its host name.</summary>
    public string Name { get; }

    /// <summary>What is known of it, from the best source; null when only its name is.</summary>
    public MeshService? Content => Volatile.Read(ref _bySource[0]) ?? Volatile.Read(ref _bySource[1]);

    /// <summary>Something is reached through it: it is a waypoint.</summary>
    public bool IsWaypoint => Volatile.Read(ref _behind) > 0;

    private int _behind;

    /// <summary>How many addresses, workloads and services refer to it; changed under the writers' lock alone.</summary>
    internal int Users { get; set; }

    internal void Tell(MeshSource source, MeshService? content) => Volatile.Write(ref _bySource[(int)source], content);

    internal void CountBehind(int change) => Volatile.Write(ref _behind, _behind + change);
}
