namespace MeshLens.Grains.Mesh;

/// <summary>One control plane as MeshLens reads it.</summary>
public sealed record ControlPlaneView
{
    /// <summary>Its replicas, as configured.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>The replica that serves, or served last.</summary>
    public string ServedBy { get; init; } = "";

    /// <summary>How it calls itself, with its version.</summary>
    public string Identifier { get; init; } = "";

    /// <summary><c>connecting</c>, <c>live</c> or <c>stale</c>.</summary>
    public required string State { get; init; }

    /// <summary>Since when: a stale configuration is as old as that.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Why the last stream ended; empty while all is well.</summary>
    public string Reason { get; init; } = "";

    /// <summary>As whom the configuration is read: what a proxy gets depends on who asks.</summary>
    public string ReadAs { get; init; } = "";

    public long Streams { get; init; }
    public long Acknowledged { get; init; }
    public long Rejected { get; init; }

    /// <summary>Resources in force, by type.</summary>
    public IReadOnlyDictionary<string, int> Resources { get; init; } = new Dictionary<string, int>();

    /// <summary>Whether its proxies have what it made for them; null when it was not asked yet, or does not say.</summary>
    public ProxySyncView? Proxies { get; init; }

    /// <summary>What it does not show, each with the remedy.</summary>
    public IReadOnlyList<string> NotSeen { get; init; } = [];

    /// <summary>Workloads and services that it named.</summary>
    public int Workloads { get; init; }
    public int Services { get; init; }
}
