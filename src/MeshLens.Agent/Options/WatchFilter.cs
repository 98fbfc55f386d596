using System.Net;

namespace MeshLens.Agent.Options;

/// <summary>What is watched. An empty list means everything; an address matches either end, a port the service's.</summary>
internal sealed record WatchFilter
{
    public static WatchFilter Everything { get; } = new();

    /// <summary>Network namespaces: paths such as <c>/var/run/netns/blue</c> or <c>/proc/4711/ns/net</c>.</summary>
    public IReadOnlyList<string> NetworkNamespaces { get; init; } = [];

    /// <summary>Directories of the cgroup file system; their descendants are included.</summary>
    public IReadOnlyList<string> Cgroups { get; init; } = [];

    public IReadOnlyList<IPNetwork> Addresses { get; init; } = [];

    public IReadOnlyList<ushort> Ports { get; init; } = [];

    /// <summary>Single connections are told only when a handshake or turn took this long. All are counted.</summary>
    public TimeSpan MinimumLatency { get; init; }
}
