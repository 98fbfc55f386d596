using System.Text.Json.Serialization;

namespace MeshLens.Grains.Nodes;

/// <summary>One agent: what it can see, what it costs, what it lost.</summary>
public sealed record NodeStatus
{
    public required string Node { get; init; }
    public required string AgentId { get; init; }
    public string Cluster { get; init; } = "";
    public string Zone { get; init; } = "";
    public string Version { get; init; } = "";

    /// <summary>Its stream is open.</summary>
    public bool Connected { get; init; }

    /// <summary>When its stream was opened.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When its last batch came, and how old the newest sample in it was.</summary>
    public DateTimeOffset LastHeard { get; init; }
    public uint LastAgeMs { get; init; }

    public IReadOnlyList<NodeCapability> Capabilities { get; init; } = [];
    public NodeLosses Losses { get; init; } = new();

    /// <summary>Null until the agent has measured itself.</summary>
    public NodeCost? Cost { get; init; }

    /// <summary>What it used since it began, for counters; null until the agent has measured itself.</summary>
    [JsonIgnore]
    public NodeSpent? Spent { get; init; }
}
