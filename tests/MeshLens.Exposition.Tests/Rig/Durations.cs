using MeshLens.Core.Histograms;

namespace MeshLens.Exposition.Tests.Rig;

/// <summary>Histograms of given durations.</summary>
internal static class Durations
{
    public static ExponentialHistogram Of(params ReadOnlySpan<double> milliseconds)
    {
        var histogram = new ExponentialHistogram();
        foreach (var each in milliseconds)
        {
            histogram.Record((ulong)(each * 1e6));
        }

        return histogram;
    }
}
