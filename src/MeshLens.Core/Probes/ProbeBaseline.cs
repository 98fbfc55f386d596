namespace MeshLens.Core.Probes;

/// <summary>What is usual between two nodes: medians over the quiet windows of the last minutes, which single slow ones cannot move.</summary>
public sealed class ProbeBaseline
{
    /// <summary>Windows of ten seconds: five minutes.</summary>
    private const int Remembered = 30;

    /// <summary>Before so many nothing is judged.</summary>
    private const int Needed = 3;

    private readonly double[] _medians = new double[Remembered];
    private readonly double[] _minima = new double[Remembered];
    private int _count;
    private int _next;

    public bool IsReady => _count >= Needed;

    /// <summary>The usual median, in nanoseconds.</summary>
    public double MedianNs { get; private set; }

    /// <summary>The usual minimum, in nanoseconds.</summary>
    public double MinNs { get; private set; }

    /// <summary>How far medians usually are from the usual one: the median of these distances, in nanoseconds.</summary>
    public double SpreadNs { get; private set; }

    public void Learn(in ProbeWindow window)
    {
        (_medians[_next], _minima[_next]) = (window.MedianNs, window.MinNs);
        _next = (_next + 1) % Remembered;
        _count = Math.Min(_count + 1, Remembered);
        MedianNs = Middle(_medians.AsSpan(0, _count));
        MinNs = Middle(_minima.AsSpan(0, _count));
        Span<double> distances = stackalloc double[_count];
        for (var i = 0; i < _count; i++)
        {
            distances[i] = Math.Abs(_medians[i] - MedianNs);
        }

        SpreadNs = Middle(distances);
    }

    public void Forget() => (_count, _next, MedianNs, MinNs, SpreadNs) = (0, 0, 0, 0, 0);

    private static double Middle(ReadOnlySpan<double> values)
    {
        Span<double> sorted = stackalloc double[values.Length];
        values.CopyTo(sorted);
        sorted.Sort();
        return sorted[values.Length / 2];
    }
}
