using LibBpfSharp;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Watching;

namespace MeshLens.Agent.Connects;

/// <summary>
/// Keeps the kernel's maps from filling up: once that of the flows is full, connects of new flows are not told. A list of single
/// connects needs no flow twice and no sums, so all of them are forgotten now and then.
/// </summary>
internal sealed class FlowSweep(BpfMapCollection maps, int capacity, TimeProvider time)
{
    private const int Portion = 128;
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(10);

    private readonly BpfMapBatch<FlowKey, Flow> _flows = maps["flows"].View<FlowKey, Flow>().CreateBatch(Portion);
    private readonly BpfMapBatch<uint, Counters> _counters = maps["counters_0"].View<uint, Counters>().CreateBatch(Portion);
    private readonly BpfMapBatch<SampleKey, Histogram> _samples = maps["samples_0"].View<SampleKey, Histogram>().CreateBatch(Portion);
    private readonly Every _due = new(BetweenSweeps, time);
    private int _seen;

    /// <summary>The kernel told of a new flow.</summary>
    public void Count() => _seen++;

    /// <summary>Sweeps when a quarter of the room is taken, and every ten seconds: what told of a flow may have been lost.</summary>
    public void SweepIfDue()
    {
        if (_due.IsDue() || _seen >= capacity / 4)
        {
            _seen = 0;
            Empty(_flows);
            Empty(_counters);
            Empty(_samples);
        }
    }

    private static void Empty<TKey, TValue>(BpfMapBatch<TKey, TValue> batch)
        where TKey : unmanaged
        where TValue : unmanaged
    {
        for (batch.Restart(); batch.TakeNext();)
        {
        }
    }
}
