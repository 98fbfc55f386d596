namespace MeshLens.Grains.Probes;

/// <summary>The way from one node to another, over the last ten seconds. Times are milliseconds, as the kernel of the probing node measured them.</summary>
public sealed record ProbePairView
{
    public required string Cluster { get; init; }
    public required string From { get; init; }
    public required string To { get; init; }

    /// <summary>tcp, icmp or http.</summary>
    public required string Protocol { get; init; }

    /// <summary>same-node, same-zone, cross-zone or unknown.</summary>
    public required string Scope { get; init; }

    /// <summary>unknown, learning, normal, slow, lossy or unreachable.</summary>
    public required string State { get; init; }

    /// <summary>Since when it is in this state.</summary>
    public DateTimeOffset Since { get; init; }
    public DateTimeOffset LastHeard { get; init; }

    /// <summary>Probes that ended: answered or not.</summary>
    public long Ended { get; init; }
    public long Lost { get; init; }

    /// <summary>Refused, or told to be unreachable.</summary>
    public long Failed { get; init; }

    /// <summary>Null when no probe was timed.</summary>
    public double? MinMs { get; init; }

    /// <inheritdoc cref="MinMs"/>
    public double? MedianMs { get; init; }

    /// <inheritdoc cref="MinMs"/>
    public double? P99Ms { get; init; }

    /// <summary>The mean difference between neighbouring probes; null when there are no two.</summary>
    public double? JitterMs { get; init; }

    /// <summary>The usual median of this pair; null until it is known.</summary>
    public double? BaselineMs { get; init; }

    /// <summary>How much longer than usual the last five seconds were; null until what is usual is known.</summary>
    public double? ExcessMs { get; init; }
}
