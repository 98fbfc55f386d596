using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;

namespace MeshLens.Core.Baselines;

/// <summary>What a baseline learns from one signal of one window: 32 bytes instead of a histogram.</summary>
internal readonly record struct SignalLesson(
    Signal Signal, uint Count, float MeanNs, float P50Ns, float P90Ns, float P99Ns, float MaxNs)
{
    public static SignalLesson Of(Signal signal, ExponentialHistogram window) => new(
        signal,
        (uint)Math.Min(window.Count, uint.MaxValue),
        (float)window.MeanNs,
        (float)window.Quantile(0.50),
        (float)window.Quantile(0.90),
        (float)window.Quantile(0.99),
        window.MaxNs);
}
