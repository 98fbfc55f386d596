using MeshLens.Core.Histograms;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Probing;

/// <summary>A peer, and what its probes met since the last report.</summary>
internal sealed class PeerTally(string node, ProbeTarget target) : IProbeOwner
{
    private readonly ExponentialHistogram _rtt = new();
    private ulong _minNs = ulong.MaxValue;
    private ulong _jitterSumNs;
    private uint _jitterCount;
    private uint _ended;
    private uint _lost;
    private uint _failed;
    private uint _untimed;
    private long _previousNs;

    public string Node => node;

    public ProbeTarget Target => target;

    /// <summary>Probes that could not be sent from here, since the start: they say nothing of the peer.</summary>
    public ulong NotSent { get; private set; }

    public void Ended(int sequence, in Outcome outcome)
    {
        switch (outcome.Kind)
        {
            case ProbeOutcome.NotSent:
                NotSent++;
                return;
            case ProbeOutcome.Answered when outcome.RttNs > 0:
                Record(outcome.RttNs);
                break;
            case ProbeOutcome.Answered:
                _untimed++;
                break;
            case ProbeOutcome.Lost:
                _lost++;
                break;
            default:
                _failed++;
                break;
        }

        _ended++;
    }

    /// <summary>Moves what was met into a report.</summary>
    public void MoveTo(ProbeReport report)
    {
        if (_ended == 0)
        {
            return;
        }

        var row = new ProbeRow
        {
            Node = node,
            Address = WireAddress.Write(target.Address.Address),
            Port = (uint)target.Address.Port,
            Protocol = target.Protocol,
            Ended = _ended,
            Lost = _lost,
            Failed = _failed,
            Untimed = _untimed,
            SumNs = _rtt.SumNs,
            MinNs = _rtt.IsEmpty ? 0 : _minNs,
            MaxNs = _rtt.MaxNs,
            JitterSumNs = _jitterSumNs,
            JitterCount = _jitterCount,
        };
        foreach (var bucket in _rtt.Occupied)
        {
            row.BucketIndex.Add(bucket.Index);
            row.BucketValue.Add(bucket.Count);
        }

        report.Rows.Add(row);
        Clear();
    }

    private void Record(long rttNs)
    {
        var rtt = (ulong)rttNs;
        _rtt.Record(rtt);
        _minNs = Math.Min(_minNs, rtt);
        if (_previousNs > 0)
        {
            _jitterSumNs += (ulong)Math.Abs(rttNs - _previousNs);
            _jitterCount++;
        }

        _previousNs = rttNs;
    }

    private void Clear()
    {
        _rtt.Clear();
        _minNs = ulong.MaxValue;
        (_jitterSumNs, _jitterCount, _ended, _lost, _failed, _untimed) = (0, 0, 0, 0, 0, 0);
    }
}
