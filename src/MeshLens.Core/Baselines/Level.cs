using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>An exponentially weighted mean and variance (West 1979, in the incremental form of Finch 2009).</summary>
[GenerateSerializer, Alias("meshlens.level")]
public record struct Level(
    [property: Id(0)] float Mean,
    [property: Id(1)] float Variance)
{
    public readonly double Spread => Math.Sqrt(Variance);

    /// <param name="weight">1 to begin with, then the share the new value gets.</param>
    public void Learn(double value, double weight)
    {
        var difference = value - Mean;
        var step = weight * difference;
        Variance = (float)((1 - weight) * (Variance + (difference * step)));
        Mean = (float)(Mean + step);
    }
}
