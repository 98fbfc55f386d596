using MeshLens.Agent.Watching;

namespace MeshLens.Agent.Tests.Watching;

public sealed class TempoTests
{
    private const int RingBytes = 1 << 20;
    private const int Samples = 20_000;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongTick = TimeSpan.FromMilliseconds(100);

    private static Tempo Create() => new(Second, RingBytes, Samples);

    [Fact]
    public void Tick_OfARingThatIsHardlyUsed_IsLong()
    {
        var tempo = Create();
        tempo.RingRead(RingBytes / 10, LongTick);

        Assert.Equal(LongTick, tempo.Tick);
    }

    [Fact]
    public void Tick_OfARingThatWasFull_LeavesThreeQuartersOfIt()
    {
        var tempo = Create();
        tempo.RingRead(RingBytes, LongTick);

        Assert.Equal(25, tempo.Tick.TotalMilliseconds);
        tempo.RingRead(RingBytes, TimeSpan.FromMilliseconds(1));
        Assert.Equal(5, tempo.Tick.TotalMilliseconds);
        tempo.RingRead(0, LongTick);
        Assert.Equal(LongTick, tempo.Tick);
    }

    [Fact]
    public void Interval_OfFewSums_IsAsLongAsWasAsked()
    {
        var tempo = Create();
        tempo.IntervalEnded(Samples / 2, Second);

        Assert.Equal(Second, tempo.Interval);
    }

    [Fact]
    public void Interval_OfMoreSumsThanThereIsRoomFor_IsShorterUntilThereAreFewAgain()
    {
        var tempo = Create();
        tempo.IntervalEnded(2 * Samples, Second);
        Assert.Equal(250, tempo.Interval.TotalMilliseconds);

        tempo.IntervalEnded(Samples, tempo.Interval);
        Assert.Equal(200, tempo.Interval.TotalMilliseconds);

        tempo.IntervalEnded(Samples / 20, tempo.Interval);
        Assert.Equal(Second, tempo.Interval);
    }
}
