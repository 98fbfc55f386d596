using MeshLens.Core.Histograms;

namespace MeshLens.Core.Tests.Simulation;

/// <summary>Draws durations as a recorded histogram has them: a look-up each, since most of a replay is spent drawing.</summary>
internal sealed class QuantileTable
{
    private const int Cells = 128;

    // Quantiles as powers of two, so that a window's level and spread are an addition and a factor.
    private readonly double[] _logs = new double[Cells];
    private readonly double[] _nowNs = new double[Cells];

    /// <param name="meanNs">The mean to be drawn around: a window recorded in a busy moment is made an ordinary one.</param>
    public QuantileTable(ExponentialHistogram recorded, double meanNs)
    {
        for (var cell = 0; cell < Cells; cell++)
        {
            _logs[cell] = Math.Log2(Math.Max(1, recorded.Quantile((cell + 0.5) / Cells) * meanNs / recorded.MeanNs));
        }
    }

    /// <param name="level">Everything longer or shorter by this factor.</param>
    /// <param name="spread">Everything further from or nearer to the median, as a power of its ratio to it.</param>
    public void Shape(double level, double spread)
    {
        var (median, shift) = (_logs[Cells / 2], Math.Log2(level));
        for (var cell = 0; cell < Cells; cell++)
        {
            _nowNs[cell] = Math.Pow(2, median + shift + (spread * (_logs[cell] - median)));
        }
    }

    public double Draw(Random random) => _nowNs[random.Next(Cells)];
}
