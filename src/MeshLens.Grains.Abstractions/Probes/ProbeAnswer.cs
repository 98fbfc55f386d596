namespace MeshLens.Grains.Probes;

/// <summary>What became of one probe.</summary>
public sealed record ProbeAnswer
{
    /// <summary>The node that probed.</summary>
    public required string From { get; init; }

    /// <summary>From 1.</summary>
    public int Sequence { get; init; }

    /// <summary>answered, lost, refused, unreachable, not-sent, or no-word when its agent told nothing.</summary>
    public required string Outcome { get; init; }

    /// <summary>Milliseconds, as the kernel of the probing node measured them; null when it did not.</summary>
    public double? RttMs { get; init; }

    /// <summary>HTTP alone.</summary>
    public int? Status { get; init; }

    /// <summary>HTTP alone: milliseconds of the handshake before the request.</summary>
    public double? ConnectMs { get; init; }
}
