using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Totals;

/// <summary>One leg of an edge since this process watches it. Written by the edge alone, read by anyone.</summary>
public sealed class LegTotals(Leg leg, bool shared)
{
    private static readonly int Reasons = Enum.GetValues<FailureReason>().Length - 1;

    // Also what guards the histograms: a lock of its own would be one more object per leg.
    private readonly ulong[] _counts = new ulong[(int)Tally.Failures + Reasons];
    private HistogramTotals[] _signals = [];

    /// <summary>The durations that are kept: those a person would look at. Each costs memory per edge.</summary>
    public static IReadOnlyList<Signal> Kept { get; } =
        [Signal.Handshake, Signal.SmoothedRtt, Signal.Setup, Signal.Turn, Signal.Pickup, Signal.Queueing, Signal.Service];

    public Leg Leg => leg;

    /// <summary>What is in it may be of other callers, too.</summary>
    public bool Shared => shared;

    /// <summary>False when nothing of the kind was ever measured.</summary>
    public bool TryRead(Signal signal, HistogramReading reading)
    {
        lock (_counts)
        {
            if (Find(signal) is not { } totals)
            {
                return false;
            }

            totals.CopyTo(reading);
            return true;
        }
    }

    public ulong Count(Tally tally) => Volatile.Read(ref _counts[(int)tally]);

    public ulong Failures(FailureReason reason) => Volatile.Read(ref _counts[(int)Tally.Failures + (int)reason - 1]);

    /// <param name="client">What the caller's end saw in a window; null when nobody looked there.</param>
    /// <param name="server">The same of the other end.</param>
    internal void Add(LegMeasurement? client, LegMeasurement? server)
    {
        lock (_counts)
        {
            AddSignals(client, _ => true);

            // What both ends measure of the same connections is taken from one of them.
            AddSignals(server, signal => client?.Find(signal) is null);
        }

        Add(Tally.Connects, client, Counter.ConnectAttempts);
        Add(Tally.Established, client ?? server, Counter.Established);
        AddFailures(client);
        foreach (var end in new[] { client, server })
        {
            Add(Tally.SynRetransmits, end, Counter.SynRetransmits);
            Add(Tally.DataRetransmits, end, Counter.DataRetransmits);
            Add(Tally.StallNs, end, Counter.StallNs);
            Add(Tally.Resets, end, Counter.ResetsSent);
        }
    }

    private void AddSignals(LegMeasurement? end, Func<Signal, bool> wanted)
    {
        foreach (var measured in end?.Signals ?? [])
        {
            if (!measured.Histogram.IsEmpty && Kept.Contains(measured.Signal) && wanted(measured.Signal))
            {
                GetOrAdd(measured.Signal).Add(measured.Histogram);
            }
        }
    }

    private void AddFailures(LegMeasurement? client)
    {
        foreach (var counter in client?.Counters ?? [])
        {
            var reason = (int)counter.Counter - (int)Counter.FailuresBase;
            if (reason > 0 && reason <= Reasons)
            {
                Volatile.Write(ref _counts[(int)Tally.Failures + reason - 1], _counts[(int)Tally.Failures + reason - 1] + counter.Value);
            }
        }
    }

    private void Add(Tally tally, LegMeasurement? end, Counter counter)
    {
        if (end?.Count(counter) is { } gained and > 0)
        {
            Volatile.Write(ref _counts[(int)tally], _counts[(int)tally] + gained);
        }
    }

    private HistogramTotals? Find(Signal signal)
    {
        foreach (var known in _signals)
        {
            if (known.Signal == signal)
            {
                return known;
            }
        }

        return null;
    }

    private HistogramTotals GetOrAdd(Signal signal)
    {
        if (Find(signal) is { } known)
        {
            return known;
        }

        var added = new HistogramTotals(signal);
        _signals = [.. _signals, added];
        return added;
    }
}
