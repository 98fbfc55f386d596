using System.Runtime.InteropServices;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;
using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>Learns what one kind of proxy says when the edge is well. Bounded by the number of parts and <see cref="MaxFlags"/>.</summary>
[GenerateSerializer, Alias("meshlens.hop-tracker")]
public sealed class HopTracker
{
    /// <summary>Flags remembered apart. An edge that is well has one or two; one more than this counts as never seen.</summary>
    public const int MaxFlags = 8;

    private RateTracker _ended;
    private RateTracker _failed;
    private RateTracker _retried;

    [Id(0)] public AccessReporter Reporter { get; set; }

    /// <summary>Quiet windows in which this proxy told something.</summary>
    [Id(1)] public int Windows { get; set; }
    [Id(2)] public RateTracker Ended { get => _ended; set => _ended = value; }
    [Id(3)] public RateTracker Failed { get => _failed; set => _failed = value; }
    [Id(4)] public RateTracker Retried { get => _retried; set => _retried = value; }
    [Id(5)] public List<HopPartTracker> Parts { get; set; } = [];
    [Id(6)] public List<HopFlagTracker> Flags { get; set; } = [];

    /// <summary>Its log, or what it counts: each counts in its own way.</summary>
    [Id(7)] public SourceKind Source { get; set; } = SourceKind.AccessLog;

    internal void Learn(HopLesson hop)
    {
        _ended.Learn(hop.Ended, Windows, double.PositiveInfinity);
        _failed.Learn(hop.Failed, Windows, Reach.Events);
        _retried.Learn(hop.Retried, Windows, Reach.Events);
        foreach (var (part, time) in hop.Parts)
        {
            TrackerFor(part).Learn(time);
        }

        LearnFlags(hop.Flags);
        Windows++;
    }

    /// <summary>Null when this part was never seen.</summary>
    public SignalTracker? Find(HopPart part)
    {
        foreach (var tracker in Parts)
        {
            if (tracker.Part == part)
            {
                return tracker.Time;
            }
        }

        return null;
    }

    /// <summary>Null when too few windows were learned.</summary>
    public HopBaseline? Baseline() => Windows < Pace.EnoughWindows ? null : new()
    {
        Reporter = Reporter,
        Source = Source,
        Windows = Windows,
        Ended = Ended.Baseline(Windows),
        Failed = Failed.Baseline(Windows),
        Retried = Retried.Baseline(Windows),
        Parts = [.. Parts.Where(part => part.Time.Baseline() is not null).Select(part => new HopPartBaseline(part.Part, part.Time.Baseline()!))],
        Flags = [.. Flags.Select(flag => new HopFlagBaseline(flag.Flag, flag.Rate.Baseline(Windows)!))],
    };

    private SignalTracker TrackerFor(HopPart part)
    {
        if (Find(part) is { } known)
        {
            return known;
        }

        var added = new SignalTracker { Signal = Signal.Turn };
        Parts.Add(new(part, added));
        return added;
    }

    private void LearnFlags(HopFlagCount[] flags)
    {
        foreach (var counted in flags)
        {
            if (Flags.Count < MaxFlags && !Flags.Exists(known => known.Flag == counted.Flag))
            {
                Flags.Add(new() { Flag = counted.Flag });
            }
        }

        foreach (ref var tracker in CollectionsMarshal.AsSpan(Flags))
        {
            var flag = tracker.Flag;
            tracker.Rate.Learn(Array.Find(flags, counted => counted.Flag == flag).Count, Windows, Reach.Events);
        }
    }
}
