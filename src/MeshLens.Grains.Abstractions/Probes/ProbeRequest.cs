namespace MeshLens.Grains.Probes;

/// <summary>Something to be probed now.</summary>
public sealed record ProbeRequest
{
    /// <summary>A node, a service (payments.shop:8080 or shop/payments:8080), or an address with a port or without. Required.</summary>
    public string Target { get; set; } = "";

    /// <summary>tcp, icmp or http; null for TCP where there is a port, else ICMP.</summary>
    public string? Protocol { get; init; }

    /// <summary>Probes from each node, 1 to 100. Default 5.</summary>
    public int? Count { get; init; }

    /// <summary>Milliseconds between two of them, 100 to 10,000. Default 1,000.</summary>
    public int? IntervalMs { get; init; }

    /// <summary>Milliseconds after which one is lost, 10 to 10,000. Default 950, before the kernel sends a SYN again.</summary>
    public int? TimeoutMs { get; init; }

    /// <summary>The nodes that probe; null for all that take part, the first four by name.</summary>
    public IReadOnlyList<string>? From { get; init; }

    /// <summary>HTTP alone: the path. Default /.</summary>
    public string? Path { get; init; }
}
