using MeshLens.Core.Windows;
using MeshLens.Ingest.Metrics;

namespace MeshLens.Ingest.Tests.Metrics;

public sealed class WindowShareTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly long Window = WindowGrid.IndexOf(Start);

    [Fact]
    public void Over_ATimeWithinAWindow_IsThatWindows() =>
        Assert.Equal([new(Window, 2000, 7000, 0, 1)], Over(7, 5));

    [Fact]
    public void Over_AWindowThatJustEnded_GetsItsShare() =>
        Assert.Equal([new(Window - 1, 500, 10_000, 0, 0.95), new(Window, 0, 500, 0.95, 1)], Over(0.5, 10));

    [Fact]
    public void Over_WindowsThatAreClosed_LeaveTheirsToTheOldestOpenOne() =>
        Assert.Equal([new(Window, -7000, 3000, 0, 1)], Over(3, 10));

    [Fact]
    public void Over_ATimeOfManyWindows_IsAllGivenOut() =>
        Assert.Equal([new(Window - 1, -49_500, 10_000, 0, 59.5 / 60), new(Window, 0, 500, 59.5 / 60, 1)], Over(0.5, 60));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000_003)]
    public void Of_AnyGain_AddsUpOverTheShares(double gain)
    {
        for (var millisecond = 0; millisecond < 1000; millisecond += 37)
        {
            Assert.Equal(gain, Over(millisecond / 1000.0, 10).Sum(share => (double)share.Of(gain)));
        }
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Of_NoNumber_IsNothing(double gain) => Assert.All(Over(0.5, 10), share => Assert.Equal(0UL, share.Of(gain)));

    private static List<WindowShare> Over(double now, double seconds) => WindowShare.Over(Start + TimeSpan.FromSeconds(now), TimeSpan.FromSeconds(seconds));
}
