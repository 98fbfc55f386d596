using LibBpfSharp;
using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Loading;

namespace MeshLens.Agent.Watching;

/// <summary>
/// Empties the kernel's sums. There are two generations of each map: the programs write into one while the other is drained, so
/// that an interval has a clear end without locks.
/// </summary>
internal sealed class GenerationDrain(ConnectionPrograms programs)
{
    private const int Portion = 256;

    // Where the kernel cannot be asked to wait for a program that read the old generation just before the flip.
    private static readonly TimeSpan RunningPrograms = TimeSpan.FromMilliseconds(20);

    private readonly BpfMapBatch<SampleKey, Histogram>[] _samples =
        [Batch<SampleKey, Histogram>(programs, "samples_0"), Batch<SampleKey, Histogram>(programs, "samples_1")];
    private readonly BpfMapBatch<uint, Counters>[] _counters =
        [Batch<uint, Counters>(programs, "counters_0"), Batch<uint, Counters>(programs, "counters_1")];

    /// <summary>Ends the interval: from now on the programs write into the other generation.</summary>
    /// <returns>The generation to drain.</returns>
    public int Flip()
    {
        var ended = (int)(programs.Settings.Generation & 1);
        programs.Settings = programs.Settings with { Generation = programs.Settings.Generation + 1 };
        if (!LibC.TryWaitForReaders())
        {
            Thread.Sleep(RunningPrograms);
        }

        return ended;
    }

    /// <summary>Moves what a generation holds into the builder, in portions: after each one it may be asked to make room.</summary>
    /// <returns>How many sums of durations it held.</returns>
    public long Drain(int generation, BatchBuilder builder, long now, Action makeRoom)
    {
        long held = 0;
        var samples = _samples[generation];
        for (samples.Restart(); samples.TakeNext(); makeRoom())
        {
            held += samples.Count;
            builder.Add(samples.Keys, samples.Values, now);
        }

        var counters = _counters[generation];
        for (counters.Restart(); counters.TakeNext(); makeRoom())
        {
            builder.Add(counters.Keys, counters.Values, now);
        }

        return held;
    }

    private static BpfMapBatch<TKey, TValue> Batch<TKey, TValue>(ConnectionPrograms programs, string map)
        where TKey : unmanaged
        where TValue : unmanaged => programs.Maps[map].View<TKey, TValue>().CreateBatch(Portion);
}
