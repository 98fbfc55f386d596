using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>
/// What a signal was when the edge was well, over quiet windows only. All durations in nanoseconds.
/// </summary>
/// <remarks>
/// Each quiet window contributes its own mean and quantiles once, whatever its traffic, so that one busy window does not
/// speak for the rest, and one far out counts only in part. A <i>spread</i> is how far windows lie apart: 1.4826 times the
/// median absolute deviation, or the exponentially weighted standard deviation; the classifier treats it as one standard
/// deviation.
/// </remarks>
[GenerateSerializer, Immutable, Alias("meshlens.signal-baseline")]
public sealed record SignalBaseline
{
    /// <summary>How many quiet windows with this signal it rests on.</summary>
    [Id(0)] public int Windows { get; set; }

    /// <summary>Average number of samples of those windows.</summary>
    [Id(1)] public double SamplesPerWindow { get; set; }

    /// <summary>Mean of the windows' means, and the spread between them.</summary>
    [Id(2)] public double MeanNs { get; set; }
    [Id(3)] public double MeanSpreadNs { get; set; }

    [Id(4)] public double P50Ns { get; set; }
    [Id(5)] public double P50SpreadNs { get; set; }
    [Id(6)] public double P90Ns { get; set; }
    [Id(7)] public double P90SpreadNs { get; set; }
    [Id(8)] public double P99Ns { get; set; }
    [Id(9)] public double P99SpreadNs { get; set; }

    /// <summary>The largest window mean among the quiet ones, and the largest value of any sample.</summary>
    [Id(10)] public double LargestMeanNs { get; set; }
    [Id(11)] public double MaxNs { get; set; }
}
