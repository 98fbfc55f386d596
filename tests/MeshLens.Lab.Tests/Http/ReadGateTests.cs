using MeshLens.Lab.Http;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Lab.Tests.Http;

public sealed class ReadGateTests
{
    // As after an hour since boot: elapsed time is exact to the tick there.
    private readonly FakeTimeProvider _time = new(DateTimeOffset.MinValue.AddHours(1));
    private readonly List<double> _rests = [];

    [Fact]
    public void Gate_NeverSet_IsOpen()
    {
        Create().Pass();

        Assert.Empty(_rests);
    }

    [Theory]
    [InlineData(0, 40.0)]
    [InlineData(15, 25.0)]
    [InlineData(39, 1.0)]
    [InlineData(40, null)]
    [InlineData(59, null)]
    [InlineData(65, 35.0)]
    public void Gate_BusyMostOfItsCycle_HoldsBackUntilTheBusyPartEnds(int arrivalMs, double? restMs)
    {
        var gate = Create();
        gate.Set(TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(20));
        var cycle = TimeSpan.FromMilliseconds(60).Ticks;
        _time.Advance(TimeSpan.FromTicks(cycle - (_time.GetElapsedTime(0).Ticks % cycle)) + TimeSpan.FromMilliseconds(arrivalMs));

        gate.Pass();

        Assert.Equal(restMs is { } rest ? [rest] : [], _rests);
    }

    [Fact]
    public void Gate_OpenedAgain_HoldsNobodyBack()
    {
        var gate = Create();
        gate.Set(TimeSpan.FromMilliseconds(40), TimeSpan.Zero);
        gate.Set(TimeSpan.Zero, TimeSpan.Zero);

        gate.Pass();

        Assert.Empty(_rests);
    }

    private ReadGate Create() => new(_time, rest => _rests.Add(rest.TotalMilliseconds));
}
