using System.Runtime.InteropServices;

namespace MeshLens.Agent.Kernel;

/// <summary>Base-2 exponential histogram of scale 3 on seconds (<c>ml_histogram</c>): bucket i counts (2^((i - 176) / 8), 2^((i - 175) / 8)] s, 238 ns to 128 s. Smaller values are in the first bucket, larger ones in the last.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Histogram
{
    /// <summary>OTLP index of the first bucket.</summary>
    public const int FirstBucket = -176;

    public const int Scale = 3;

    public ulong SumNs;
    public ulong MaxNs;
    public BucketCounts Buckets;
}
