using MeshLens.Core.Histograms;
using MeshLens.Core.Probes;

namespace MeshLens.Core.Tests.Probes;

public sealed class ProbePairTests
{
    private const double Usual = 0.1;
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly ProbePair _pair = new();
    private DateTimeOffset _now = Start;

    private ProbePair Create(int quietSeconds = 60)
    {
        Run(quietSeconds, Usual);
        return _pair;
    }

    [Fact]
    public void State_AtFirst_IsLearningAndThenNormal()
    {
        Assert.Equal(ProbePairState.Learning, Create(quietSeconds: 10).State);
        Assert.Equal(ProbePairState.Normal, Create().State);
        Assert.InRange(_pair.Baseline.MedianNs, 95_000, 105_000);
    }

    [Fact]
    public void State_DetourOfTwoMilliseconds_IsSlowWithinTenSeconds()
    {
        var pair = Create();

        var took = SecondsUntil(ProbePairState.Slow, 30, Usual + 2);

        Assert.InRange(took, 2.5, 10);
        Assert.InRange(pair.ExcessNs, 1_800_000, 2_200_000);
    }

    [Fact]
    public void State_DetourEnds_IsNormalAgainAndTheBaselineAsBefore()
    {
        var pair = Create();
        Run(300, Usual + 2);
        Assert.Equal(ProbePairState.Slow, pair.State);

        Run(10, Usual);

        Assert.Equal(ProbePairState.Normal, pair.State);
        Assert.InRange(pair.Baseline.MedianNs, 95_000, 105_000);
    }

    [Fact]
    public void State_SomeProbesLateAndOthersNot_IsNoDetour()
    {
        var pair = Create();

        Run(60, Usual, 9, 9, Usual, 9);

        Assert.Equal(ProbePairState.Normal, pair.State);
    }

    [Fact]
    public void State_WayThatVariesByMilliseconds_AsksForMore()
    {
        Run(300, 9, 10, 11, 12, 13);
        Run(10, 11.5);

        Assert.Equal(ProbePairState.Normal, _pair.State);
    }

    [Fact]
    public void State_LossesAndSilence_AreLossyAndUnreachable()
    {
        var pair = Create();
        Add(Usual, lost: 1);
        Add(Usual, lost: 1);
        Assert.Equal(ProbePairState.Lossy, pair.State);

        Assert.InRange(SecondsUntil(ProbePairState.Unreachable, 30), 2.5, 7.5);
    }

    [Fact]
    public void State_NotHeardOfForLong_IsUnknown()
    {
        var pair = Create();

        Assert.Equal(ProbePairState.Unknown, pair.StateAt(_now + TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(15)));
        Assert.Equal(ProbePairState.Normal, pair.StateAt(_now + TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15)));
    }

    [Fact]
    public void State_WayThatStaysLongForAnHour_IsTheNewNormal()
    {
        var pair = Create();

        Run(3_800, Usual + 2);

        Assert.Equal(ProbePairState.Normal, pair.State);
        Assert.InRange(pair.Baseline.MedianNs, 1_900_000, 2_300_000);
    }

    private double SecondsUntil(ProbePairState state, int most, params double[] rtts)
    {
        var begun = _now;
        while (_pair.State != state && (_now - begun).TotalSeconds < most)
        {
            Add(rtts.Length == 0 ? 0 : rtts[0], lost: rtts.Length == 0 ? 3 : 0);
        }

        Assert.Equal(state, _pair.State);
        return (_now - begun).TotalSeconds;
    }

    private void Run(int seconds, params double[] rtts)
    {
        for (var end = _now + TimeSpan.FromSeconds(seconds); _now < end;)
        {
            _now += TimeSpan.FromSeconds(2.5);
            _pair.Add(Slice(rtts, 0));
        }
    }

    private void Add(double rtt, int lost)
    {
        _now += TimeSpan.FromSeconds(2.5);
        _pair.Add(Slice(lost == 3 ? [] : [rtt, rtt, rtt], lost));
    }

    private ProbeSlice Slice(double[] rttsMs, int lost)
    {
        var rtt = new ExponentialHistogram();
        for (var i = 0; i < (lost == 3 ? 0 : 3); i++)
        {
            rtt.Record((ulong)(rttsMs[((int)(_now - Start).TotalSeconds + i) % rttsMs.Length] * 1e6));
        }

        return new()
        {
            EndedAt = _now,
            Ended = (long)rtt.Count + lost,
            Lost = lost,
            Rtt = rtt,
            MinNs = rtt.IsEmpty ? 0 : (ulong)(rttsMs.Min() * 1e6),
        };
    }
}
