using System.Numerics;
using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Telemetry;

namespace MeshLens.Ingest.Edges;

/// <summary>What the access logs of one kind of proxy gained in one window since the last flush. Guarded by the edge it belongs to.</summary>
internal sealed class PendingHop(long window, AccessReporter reporter)
{
    private const int FlagCount = 64;
    private static readonly int LegCount = Enum.GetValues<Leg>().Length;

    private readonly ExponentialHistogram?[] _parts = new ExponentialHistogram?[HopDurations.PartCount];
    private readonly ulong[] _flags = new ulong[FlagCount];
    private ulong _ended;
    private ulong _failed;
    private ulong _retried;
    private ulong _attempts;
    private ulong _tried;
    private ulong _sameNode;
    private ulong[]? _legs;
    private PendingReplicas? _replicas;

    public long Window => window;

    public AccessReporter Reporter => reporter;

    /// <summary>Handed over: nothing may be added any more.</summary>
    public bool IsSealed { get; private set; }

    public void Add(AccessRecord record)
    {
        _ended++;
        _failed += record.Failed ? 1UL : 0;
        _retried += record.Attempts > 1 ? 1UL : 0;
        _attempts += (ulong)record.Attempts;
        _tried += record.Attempts > 0 ? 1UL : 0;
        for (var bits = record.Flags.Bits; bits != 0; bits &= bits - 1)
        {
            _flags[BitOperations.TrailingZeroCount(bits)]++;
        }

        var parts = record.TakeApart();
        if (reporter != AccessReporter.Server && record.UpstreamRemote.IsKnown)
        {
            (_replicas ??= new()).Add(record, parts[(int)HopPart.UpstreamWait]);
        }

        for (var part = 0; part < HopDurations.PartCount; part++)
        {
            if (parts[part] >= 0)
            {
                (_parts[part] ??= new()).Record((ulong)parts[part]);
            }
        }
    }

    /// <summary>Adds what a node's proxy summed up itself.</summary>
    public void Add(HopDelta sum)
    {
        _ended += sum.Ended;
        _failed += sum.Failed;
        _sameNode += sum.SameNode;
        foreach (var flag in sum.Flags)
        {
            _flags[(int)flag.Flag] += flag.Count;
        }

        foreach (var part in sum.Parts)
        {
            (_parts[(int)part.Part] ??= new()).Merge(part.Histogram);
        }

        foreach (var leg in sum.Legs)
        {
            (_legs ??= new ulong[LegCount])[(int)leg.Leg] += leg.Count;
        }
    }

    public HopDelta Seal()
    {
        IsSealed = true;
        var delta = new HopDelta
        {
            Window = window,
            Reporter = reporter,
            Ended = _ended,
            Failed = _failed,
            Retried = _retried,
            Attempts = _attempts,
            Tried = _tried,
            SameNode = _sameNode,
            Endpoints = _replicas?.Seal() ?? [],
        };
        for (var part = 0; part < _parts.Length; part++)
        {
            if (_parts[part] is { } histogram)
            {
                delta.Parts.Add(new((HopPart)part, histogram));
            }
        }

        for (var flag = 0; flag < _flags.Length; flag++)
        {
            if (_flags[flag] != 0)
            {
                delta.Flags.Add(new((ResponseFlag)flag, _flags[flag]));
            }
        }

        for (var leg = 0; leg < (_legs?.Length ?? 0); leg++)
        {
            if (_legs![leg] != 0)
            {
                delta.Legs.Add(new((Leg)leg, _legs[leg]));
            }
        }

        return delta;
    }
}
