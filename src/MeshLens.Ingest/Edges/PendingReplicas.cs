using System.Runtime.InteropServices;
using MeshLens.Core.Histograms;
using MeshLens.Core.Telemetry;

namespace MeshLens.Ingest.Edges;

/// <summary>How one proxy's requests spread over replicas since the last flush. Bounded: the rest is one entry.</summary>
internal sealed class PendingReplicas
{
    private readonly Dictionary<SocketName, Sum> _sums = [];

    public void Add(AccessRecord record, long waitNs)
    {
        var name = _sums.Count < HopEndpoint.Most || _sums.ContainsKey(record.UpstreamRemote) ? record.UpstreamRemote : default;
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, name, out _);
        sum ??= new();
        sum.Ended++;
        sum.Failed += record.Failed ? 1UL : 0;
        if (waitNs >= 0)
        {
            sum.Wait.Record((ulong)waitNs);
        }
    }

    public List<HopEndpoint> Seal() =>
        [.. _sums.Select(sum => new HopEndpoint(sum.Key.IsKnown ? sum.Key.ToString() : HopEndpoint.Others, sum.Value.Ended, sum.Value.Failed, sum.Value.Wait))];

    private sealed class Sum
    {
        public ulong Ended;
        public ulong Failed;
        public readonly ExponentialHistogram Wait = new();
    }
}
