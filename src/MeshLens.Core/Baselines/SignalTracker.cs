using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>Learns what one signal is when the edge is well.</summary>
/// <remarks>
/// Two references learn from the same windows: one follows within minutes, one within hours. A level that creeps up slowly
/// enough to look quiet all along takes the first with it but not the second; once they are far apart, the slow one is the
/// baseline, and the drift shows.
/// </remarks>
[GenerateSerializer, Alias("meshlens.signal-tracker")]
public sealed class SignalTracker
{
    /// <summary>The recent reference has drifted when it is this many times the slow one.</summary>
    private const double DriftFactor = 1.4;

    /// <summary>…and this much more, in nanoseconds: below it nobody is hurt.</summary>
    private const double DriftNs = 1e6;

    /// <summary>The slow reference rests on an hour of quiet windows before it has a say.</summary>
    private const int SlowEnough = WindowsPerHour;

    private const int WindowsPerHour = 360;

    /// <summary>Within so many windows a much lower level replaces what was learned: services start slow.</summary>
    private const int WarmUp = 12;

    private const double WarmUpFactor = 0.6;
    private const int WarmUpSamples = 20;

    private SignalLevels _recent;
    private SignalLevels _slow;
    private Peak _largestMean;
    private Peak _max;

    [Id(0)] public Signal Signal { get; set; }
    [Id(1)] public int Windows { get; set; }
    [Id(2)] public float SamplesPerWindow { get; set; }
    [Id(3)] public SignalLevels Recent { get => _recent; set => _recent = value; }
    [Id(4)] public SignalLevels Slow { get => _slow; set => _slow = value; }
    [Id(5)] public Peak LargestMean { get => _largestMean; set => _largestMean = value; }
    [Id(6)] public Peak Max { get => _max; set => _max = value; }

    /// <summary>The recent level is far above the slow reference although no single window was out of the ordinary.</summary>
    public bool Drifted =>
        Windows >= SlowEnough && Recent.Mean.Mean > (DriftFactor * Slow.Mean.Mean) + DriftNs;

    /// <summary>The level is not on the move: what it was for minutes is what it was for hours.</summary>
    public bool Holds => Math.Abs(Recent.Mean.Mean - Slow.Mean.Mean) <= 0.25 * Slow.Mean.Mean;

    public void Learn(ExponentialHistogram window)
    {
        if (!window.IsEmpty)
        {
            Learn(SignalLesson.Of(Signal, window));
        }
    }

    internal void Learn(SignalLesson window)
    {
        if (IsWarmUpOver(window))
        {
            Windows = 0;
            (_largestMean, _max) = (default, default);
        }

        var bounded = Nests ? _recent.Bound(window, Windows) : window;
        _recent.Learn(bounded, Pace.Recent(Windows));
        _slow.Learn(bounded, Pace.Slow(Windows));
        SamplesPerWindow += (float)(Pace.Recent(Windows) * (window.Count - SamplesPerWindow));
        _largestMean.Learn(bounded.MeanNs, Windows);
        _max.Learn(bounded.MaxNs, Windows);
        Windows++;
    }

    /// <summary>Null when too few windows were learned.</summary>
    public SignalBaseline? Baseline()
    {
        if (Windows < Pace.EnoughWindows)
        {
            return null;
        }

        var levels = Drifted ? Slow : Recent;
        return new()
        {
            Windows = Windows,
            SamplesPerWindow = SamplesPerWindow,
            MeanNs = levels.Mean.Mean,
            MeanSpreadNs = levels.Mean.Spread,
            P50Ns = levels.P50.Mean,
            P50SpreadNs = levels.P50.Spread,
            P90Ns = levels.P90.Mean,
            P90SpreadNs = levels.P90.Spread,
            P99Ns = levels.P99.Mean,
            P99SpreadNs = levels.P99.Spread,
            LargestMeanNs = _largestMean.Value,
            MaxNs = _max.Value,
        };
    }

    // Turns and service wait for what lies behind the edge, and with it for its faults. The other signals are the edge's own,
    // and pauses that come and go in them are normal and must be learned in full.
    private bool Nests => Signal is Signal.Turn or Signal.Service or Signal.ResponseTail or Signal.ServerTail;

    // The first requests of a process pay for its start. Without this, they would hide a problem for minutes. Medians are
    // compared: a mean falls also after a mere pause.
    private bool IsWarmUpOver(SignalLesson window) =>
        Windows is > 0 and < WarmUp
        && window.Count >= WarmUpSamples
        && window.P50Ns < WarmUpFactor * Recent.P50.Mean;
}
