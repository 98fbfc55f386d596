using System.Net;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Probing;

/// <summary>How this agent takes part in the probe mesh. Units, defaults and ranges stand at <see cref="ProbeSwitches"/>.</summary>
internal sealed record ProbeOptions
{
    /// <summary>Where probes of others are answered; null answers none.</summary>
    public IPEndPoint? Listen { get; init; }

    /// <summary>Where other nodes reach this one; null when the server is to know.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>A file with the nodes to choose peers from; null takes peers from the server.</summary>
    public string? NodesFile { get; init; }

    /// <summary>How many are chosen from the file.</summary>
    public int Peers { get; init; } = 10;

    /// <summary>Protocols that every peer is probed by; the best that it answers when empty.</summary>
    public IReadOnlyList<ProbeProtocol> Protocols { get; init; } = [];

    /// <summary>Between two probes of a peer.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(1);
}
