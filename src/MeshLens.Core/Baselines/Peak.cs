using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>The largest value of the last windows, forgotten in two steps so that one outlier does not stand for ever.</summary>
[GenerateSerializer, Alias("meshlens.peak")]
public record struct Peak(
    [property: Id(0)] float Current,
    [property: Id(1)] float Older)
{
    /// <summary>Windows after which the older half is forgotten.</summary>
    public const int Epoch = 180;

    public readonly double Value => Math.Max(Current, Older);

    /// <param name="windows">How many windows were learned before this one.</param>
    public void Learn(double value, int windows)
    {
        if (windows > 0 && windows % Epoch == 0)
        {
            (Older, Current) = (Current, 0);
        }

        Current = Math.Max(Current, (float)value);
    }
}
