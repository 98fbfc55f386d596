using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>The levels of one signal over quiet windows, in nanoseconds: each window counts once, whatever its traffic.</summary>
[GenerateSerializer, Alias("meshlens.signal-levels")]
public record struct SignalLevels
{
    [Id(0)] public Level Mean;
    [Id(1)] public Level P50;
    [Id(2)] public Level P90;
    [Id(3)] public Level P99;

    internal void Learn(SignalLesson bounded, double weight)
    {
        Mean.Learn(bounded.MeanNs, weight);
        P50.Learn(bounded.P50Ns, weight);
        P90.Learn(bounded.P90Ns, weight);
        P99.Learn(bounded.P99Ns, weight);
    }

    /// <summary>As much of the window as it may teach. A tail out of reach takes the largest value along; one slow request is no tail.</summary>
    internal readonly SignalLesson Bound(SignalLesson window, int windows)
    {
        var p99 = P99.Bound(window.P99Ns, windows, Reach.Duration);
        return window with
        {
            MeanNs = Mean.Bound(window.MeanNs, windows, Reach.Duration),
            P50Ns = P50.Bound(window.P50Ns, windows, Reach.Duration),
            P90Ns = P90.Bound(window.P90Ns, windows, Reach.Duration),
            P99Ns = p99,
            MaxNs = p99 < window.P99Ns ? p99 : window.MaxNs,
        };
    }
}
