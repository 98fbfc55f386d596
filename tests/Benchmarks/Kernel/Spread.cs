namespace Benchmarks.Kernel;

/// <summary>Least, middle and most of some measurements.</summary>
internal readonly record struct Spread(double Least, double Median, double Most)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return new(sorted[0], sorted[sorted.Count / 2], sorted[^1]);
    }
}
