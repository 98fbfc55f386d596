using MeshLens.Core.Histograms;

namespace MeshLens.Core.Probes;

/// <summary>What probes of one pair met in a few seconds.</summary>
public sealed class ProbeSlice
{
    /// <summary>When it ended, by the reader's clock.</summary>
    public DateTimeOffset EndedAt { get; init; }

    /// <summary>Probes that ended: answered, lost or failed.</summary>
    public long Ended { get; init; }

    /// <summary>Without an answer in time.</summary>
    public long Lost { get; init; }

    /// <summary>Refused, or told to be unreachable.</summary>
    public long Failed { get; init; }

    /// <summary>Answered, but not timed by the kernel: counted, and in no figure of time.</summary>
    public long Untimed { get; init; }

    /// <summary>Round trips as the kernel timed them.</summary>
    public ExponentialHistogram Rtt { get; init; } = new();

    /// <summary>The shortest of them, in nanoseconds; 0 when there is none.</summary>
    public ulong MinNs { get; init; }

    /// <summary>Differences between neighbouring round trips without their sign, in nanoseconds, and how many.</summary>
    public ulong JitterSumNs { get; init; }

    /// <inheritdoc cref="JitterSumNs"/>
    public long JitterCount { get; init; }
}
