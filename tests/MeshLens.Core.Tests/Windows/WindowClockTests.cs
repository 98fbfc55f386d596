using MeshLens.Core.Windows;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Core.Tests.Windows;

public sealed class WindowClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 3, TimeSpan.Zero);

    [Fact]
    public void Index_TimePasses_AdvancesEveryTenSeconds()
    {
        var (clock, time) = Create();
        var first = clock.Index;

        time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.Equal(first, clock.Index);

        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(first + 1, clock.Index);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void Index_WallClockSteps_StaysWhereItWas(int seconds)
    {
        var (clock, time) = Create();
        var before = clock.Index;

        time.StepWall(TimeSpan.FromSeconds(seconds));

        Assert.Equal(before, clock.Index);
        Assert.Equal(seconds, clock.Step.TotalSeconds, 3);
    }

    [Fact]
    public void Grid_StartAndIndex_AreInverse()
    {
        var index = WindowGrid.IndexOf(Start);

        Assert.Equal(index, WindowGrid.IndexOf(WindowGrid.StartOf(index)));
        Assert.Equal(index + 1, WindowGrid.IndexOf(WindowGrid.EndOf(index)));
        Assert.Equal(-1, WindowGrid.IndexOf(DateTimeOffset.UnixEpoch.AddTicks(-1)));
    }

    [Fact]
    public void OldestOpen_WithinLateness_IsThePreviousWindow()
    {
        var end = WindowGrid.EndOf(7);

        Assert.Equal(7, WindowGrid.OldestOpen(end.AddSeconds(1.9)));
        Assert.Equal(8, WindowGrid.OldestOpen(end.AddSeconds(2)));
    }

    private static (WindowClock Clock, SteppingTime Time) Create()
    {
        var time = new SteppingTime(Start);
        return (new WindowClock(time), time);
    }

    /// <summary>Fake time whose wall clock can be set without any time passing.</summary>
    private sealed class SteppingTime(DateTimeOffset start) : TimeProvider
    {
        private readonly FakeTimeProvider _inner = new(start);
        private TimeSpan _step;

        public override DateTimeOffset GetUtcNow() => _inner.GetUtcNow() + _step;

        public override long GetTimestamp() => _inner.GetTimestamp();

        public override long TimestampFrequency => _inner.TimestampFrequency;

        public void Advance(TimeSpan by) => _inner.Advance(by);

        public void StepWall(TimeSpan by) => _step += by;
    }
}
