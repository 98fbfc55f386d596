using MeshLens.Agent.Cost;
using MeshLens.Agent.Streaming;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Probing;

/// <summary>Puts what probes met into batches of their own.</summary>
/// <param name="cost">What the agent costs; null where another part of it tells.</param>
internal sealed class ProbeReporter(BatchQueue queue, SelfCost? cost, TimeProvider time)
{
    private long _begunAt = time.GetTimestamp();
    private ulong _skipped;

    /// <param name="peers">Emptied into the batch.</param>
    /// <param name="skipped">Probes that were not sent, since the start.</param>
    public void Report(IReadOnlyList<PeerTally> peers, ulong skipped)
    {
        var now = time.GetTimestamp();
        var report = new ProbeReport { IntervalMs = (uint)time.GetElapsedTime(_begunAt, now).TotalMilliseconds, Skipped = skipped - _skipped };
        foreach (var peer in peers)
        {
            peer.MoveTo(report);
        }

        (_begunAt, _skipped) = (now, skipped);
        if (report.Rows.Count > 0 || report.Skipped > 0 || cost is not null)
        {
            Send(new() { Probes = report, Cost = cost?.Measure() }, now);
        }
    }

    public void Report(ProbeResult result) => Send(new() { ProbeResults = { result } }, time.GetTimestamp());

    private void Send(Batch batch, long now) => queue.Enqueue(EncodedBatch.Encode(batch, now, TimeSpan.Zero, new(), []));
}
