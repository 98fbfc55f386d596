using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>How connections to the destination are made and what may be open at once, per proxy. What is null is not limited.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.configured-pool")]
public sealed record ConfiguredPool
{
    /// <summary>The DestinationRule; empty when none shaped it.</summary>
    [Id(0)] public string Resource { get; set; } = "";
    [Id(1)] public long? MaxConnections { get; set; }

    /// <summary>Requests that wait for a connection.</summary>
    [Id(2)] public long? MaxPending { get; set; }

    /// <summary>Requests in flight.</summary>
    [Id(3)] public long? MaxRequests { get; set; }

    /// <summary>Retries in flight.</summary>
    [Id(4)] public long? MaxRetries { get; set; }

    /// <summary>Requests after which a connection is closed.</summary>
    [Id(5)] public long? MaxRequestsPerConnection { get; set; }

    /// <summary>What a connect may take, TLS included.</summary>
    [Id(6)] public double? ConnectTimeoutMs { get; set; }
}
