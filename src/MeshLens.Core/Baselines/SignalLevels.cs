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

    internal void Learn(SignalLesson window, double weight)
    {
        Mean.Learn(window.MeanNs, weight);
        P50.Learn(window.P50Ns, weight);
        P90.Learn(window.P90Ns, weight);
        P99.Learn(window.P99Ns, weight);
    }
}
