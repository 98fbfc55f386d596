using System.Numerics;
using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Telemetry;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.NodeProxy;

/// <summary>The connections of one caller with one destination that ended in an interval.</summary>
internal sealed class HopRow(HopRowKey key)
{
    private const int FlagCount = 64;

    private readonly ExponentialHistogram _lifetimes = new();
    private ulong[]? _flags;
    private ulong _ended;
    private ulong _failed;

    public void Add(AccessRecord record)
    {
        _ended++;
        _failed += record.Failed ? 1UL : 0;
        for (var bits = record.Flags.Bits; bits != 0; bits &= bits - 1)
        {
            (_flags ??= new ulong[FlagCount])[BitOperations.TrailingZeroCount(bits)]++;
        }

        if (record.Times.Ended >= 0)
        {
            _lifetimes.Record((ulong)record.Times.Ended);
        }
    }

    public ProxyHop ToWire()
    {
        var hop = new ProxyHop
        {
            End = key.Reporter == AccessReporter.Client ? ProxyEnd.Client : ProxyEnd.Server,
            Leg = LegOf(key.Leg),
            SourceAddress = WireAddress.Write(key.Caller.ToAddress()),
            DestinationAddress = WireAddress.Write(key.Called.Address.ToAddress()),
            DestinationPort = (uint)key.Called.Port,
            Source = ToWire(key.Source),
            Destination = ToWire(key.Destination),
            Service = key.Service,
            Ended = _ended,
            Failed = _failed,
            SumNs = _lifetimes.SumNs,
            MaxNs = _lifetimes.MaxNs,
        };
        foreach (var bucket in _lifetimes.Occupied)
        {
            hop.BucketIndex.Add(bucket.Index);
            hop.BucketValue.Add(bucket.Count);
        }

        for (var flag = 0U; flag < (_flags?.Length ?? 0); flag++)
        {
            if (_flags![flag] > 0)
            {
                hop.Flags.Add(flag, _flags[flag]);
            }
        }

        return hop;
    }

    private static Workload? ToWire(MeshPeer? peer) => peer is null
        ? null
        : new() { Namespace = peer.Namespace, Name = peer.Workload, Cluster = peer.Cluster, Pod = peer.Pod };

    private static HopLeg LegOf(Leg leg) => leg switch
    {
        Leg.ProxyToProxy => HopLeg.Tunnel,
        Leg.ToWaypoint => HopLeg.Waypoint,
        Leg.ProxyToApp => HopLeg.Application,
        _ => HopLeg.Direct,
    };
}
