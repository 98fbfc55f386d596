using MeshLens.Agent.Probing;

namespace MeshLens.Agent.Options;

/// <summary>Everything <c>meshlens-agent run</c> can be told. Units, defaults and ranges stand at <see cref="RunOptions"/>.</summary>
internal sealed record AgentOptions
{
    public required ServerAddress Server { get; init; }

    /// <summary>A file that holds the bearer token; read again for every stream, so that it may be rotated.</summary>
    public string? TokenFile { get; init; }

    /// <summary>A PEM file of the authorities that may sign the server's certificate, instead of the system's, or of that certificate.</summary>
    public string? AuthorityFile { get; init; }

    public string Node { get; init; } = Environment.MachineName;

    public string Cluster { get; init; } = "";

    public string Zone { get; init; } = "";

    public WatchFilter Watch { get; init; } = WatchFilter.Everything;

    public CapacityOptions Capacity { get; init; } = new();

    public TimeSpan Interval { get; init; }

    public BpfTiming BpfTiming { get; init; }

    /// <summary>Whether connects that fail before a packet is sent are watched: it costs some 30 ns per system call of the machine.</summary>
    public bool Unrouted { get; init; } = true;

    /// <summary>Whether name servers are watched: it costs some 10 ns per packet sent.</summary>
    public bool NameServers { get; init; } = true;

    /// <summary>Logs of the node's ambient proxy, or directories that hold them as kubelet keeps them; none are read unless given.</summary>
    public IReadOnlyList<string> NodeProxyLogs { get; init; } = [];

    /// <summary>Null when this agent takes no part in the probe mesh.</summary>
    public ProbeOptions? Probes { get; init; }

    public bool DieWithParent { get; init; }
}
