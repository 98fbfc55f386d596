namespace MeshLens.Lab.Proxies.Control;

/// <summary>What Istio's resources say about the mesh's one service; what is null is as Istio has it.</summary>
internal sealed record MeshSettings
{
    /// <summary>A healthy mesh. A connection carries ten requests, so that there are always some handshakes to see.</summary>
    public static MeshSettings Healthy { get; } = new();

    public TimeSpan? Timeout { get; init; }

    public TimeSpan? PerTryTimeout { get; init; }

    public uint Retries { get; init; } = 2;

    public string RetryOn { get; init; } = "connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes";

    public TimeSpan? Delay { get; init; }

    public uint DelayPercent { get; init; }

    public uint AbortPercent { get; init; }

    public uint? MaxConnections { get; init; }

    public uint? MaxPending { get; init; }

    public uint MaxRequestsPerConnection { get; init; } = 10;

    /// <summary>All requests go to the other zone.</summary>
    public bool ToOtherZone { get; init; }

    /// <summary>All requests go to a subset that no pod belongs to.</summary>
    public bool ToEmptySubset { get; init; }

    /// <summary>Every request asks another service first.</summary>
    public bool Authorizes { get; init; }

    /// <summary>Mutual TLS is used to all endpoints, whatever they take.</summary>
    public bool MutualTls { get; init; }

    /// <summary>The endpoints are served as such that take mutual TLS.</summary>
    public bool EndpointsTakeMutualTls { get; init; }

    /// <summary>A VirtualService is there that changes nothing anybody sees.</summary>
    public bool Harmless { get; init; }

    public bool HasVirtualService => Timeout is not null || PerTryTimeout is not null || Delay is not null || AbortPercent > 0 || ToEmptySubset || Harmless;

    public bool HasDestinationRule => MaxConnections is not null || MaxPending is not null || MutualTls || ToOtherZone || ToEmptySubset || MaxRequestsPerConnection != Healthy.MaxRequestsPerConnection;
}
