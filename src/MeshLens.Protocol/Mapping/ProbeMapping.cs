using MeshLens.Core.Histograms;
using MeshLens.Core.Probes;
using MeshLens.Protocol.Columns;

namespace MeshLens.Protocol.Mapping;

/// <summary>What probes of one peer met, as the book of pairs keeps it.</summary>
public static class ProbeMapping
{
    /// <summary>False, with the fault, when its numbers do not fit together.</summary>
    /// <param name="row">As it came.</param>
    /// <param name="endedAt">When its interval ended.</param>
    public static bool TryRead(V1.ProbeRow row, DateTimeOffset endedAt, out ProbeSlice slice, out ColumnFault fault)
    {
        var rtt = new ExponentialHistogram();
        fault = BucketMapping.Fill(rtt, row.BucketIndex, row.BucketValue, row.SumNs, row.MaxNs);
        if (fault == ColumnFault.None && (row.Lost + (ulong)row.Failed + row.Untimed + rtt.Count > row.Ended || (rtt.Count > 0 && row.MinNs == 0)))
        {
            fault = ColumnFault.AbsurdValue;
        }

        slice = new()
        {
            EndedAt = endedAt,
            Ended = row.Ended,
            Lost = row.Lost,
            Failed = row.Failed,
            Untimed = row.Untimed,
            Rtt = rtt,
            MinNs = Plausible.Duration(row.MinNs),
            JitterSumNs = Plausible.Sum(row.JitterSumNs),
            JitterCount = row.JitterCount,
        };
        return fault == ColumnFault.None;
    }
}
