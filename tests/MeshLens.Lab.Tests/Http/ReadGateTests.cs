using System.Diagnostics;
using MeshLens.Lab.Http;

namespace MeshLens.Lab.Tests.Http;

public sealed class ReadGateTests
{
    [Fact]
    public void Gate_NeverSet_IsOpen()
    {
        var gate = new ReadGate();
        var started = Stopwatch.GetTimestamp();

        gate.Pass();

        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 0, 20);
    }

    [Fact]
    public void Gate_BusyMostOfItsCycle_LetsNobodyPassInTheBusyPart()
    {
        var gate = new ReadGate();
        var cycle = TimeSpan.FromMilliseconds(60);
        gate.Set(TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(20));

        var passedAt = Enumerable.Range(0, 5).Select(_ =>
        {
            gate.Pass();
            var position = Stopwatch.GetElapsedTime(0).Ticks % cycle.Ticks;
            Thread.Sleep(25); // Into the next busy part, from wherever in the free one.
            return TimeSpan.FromTicks(position).TotalMilliseconds;
        }).ToList();

        // A late wake-up may miss the free part once; it must not be the rule.
        Assert.InRange(passedAt.Count(position => position >= 40), 3, 5);
    }
}
