using System.Net;
using MeshLens.Ingest.Naming.Processes;

namespace MeshLens.Ingest.Naming;

/// <summary>An endpoint as a flow shows it.</summary>
public readonly record struct EndpointQuery
{
    /// <summary>Never an IPv4 address mapped into IPv6.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The port that names the service; zero for a caller.</summary>
    public required int Port { get; init; }

    /// <summary>The node whose agent saw the flow. The endpoint itself may be elsewhere.</summary>
    public required NodeProcesses Node { get; init; }

    /// <summary>Zero when unknown.</summary>
    public ulong NetworkNamespace { get; init; }

    /// <summary>Whose address it was then; null asks for now. The address of a pod that ended is soon another's.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The endpoint's own process; null when unknown or on another node.</summary>
    public ProcessIdentity? Process { get; init; }
}
