using MeshLens.Core.Histograms;
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

    public void Learn(ExponentialHistogram window, double weight)
    {
        Mean.Learn(window.MeanNs, weight);
        P50.Learn(window.Quantile(0.50), weight);
        P90.Learn(window.Quantile(0.90), weight);
        P99.Learn(window.Quantile(0.99), weight);
    }
}
