using System.Diagnostics;
using Kernel.Tests.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests;

/// <summary>Every connection is counted; what finds no room is counted too.</summary>
public sealed class CountingTests : IDisposable
{
    private readonly NetworkNamespace _here = NetworkNamespace.Create("here");
    private ulong _closed;

    [RootFact]
    public void ShortConnections_AtFullSpeed_AreAllCounted()
    {
        const int count = 10_000;
        using var watch = ConnectionWatch.Start(_here);

        ShortConnections.Run(_here, count, ports: 10);
        Eventually.True(() => Losses(watch) == 0 && watch.Of(EventType.Closed).Count() == 2 * count, "all are closed");

        var measured = watch.Drain();
        Assert.Equal((ulong)count, measured.Sum(counters => counters.Attempts));
        Assert.Equal(2UL * count, measured.Sum(counters => counters.Established));
        Assert.Equal(2UL * count, measured.Sum(counters => counters.Closed));
        Assert.Equal(count, measured.Count(Signal.Handshake));
        var ids = watch.Of(EventType.Closed).ToLookup(end => end.Role, end => end.Id);
        Assert.Equal(ids[Role.Client].ToHashSet(), ids[Role.Server].ToHashSet());
    }

    [RootFact]
    public void RingTooSmall_LosesEventsButCountsThem()
    {
        const int count = 200;
        using var watch = ConnectionWatch.Start([_here], new WatchShape { Sizes = new Dictionary<string, int> { ["events"] = 4096 } });

        ShortConnections.Run(_here, count);
        AllClosed(watch, 2 * count);

        // Nothing was taken meanwhile: established at the client, closed at both ends.
        watch.Collect();
        Assert.Equal(count - watch.Of(EventType.Established).Count(), (int)watch.Lost(Lost.EstablishedEvent));
        Assert.Equal((2 * count) - watch.Of(EventType.Closed).Count(), (int)watch.Lost(Lost.ClosedEvent));
        Assert.Equal(2 - watch.Flows.Count, (int)watch.Lost(Lost.FlowEvent));
        Assert.True(Losses(watch) > 500);
    }

    [RootFact]
    public void FlowsFull_LeaveConnectionsUnwatchedAndCountThem()
    {
        using var watch = ConnectionWatch.Start([_here], new WatchShape { Sizes = new Dictionary<string, int> { ["flows"] = 2 } });

        ShortConnections.Run(_here, 40, ports: 4);
        Eventually.True(() => watch.Of(EventType.Closed).Count() + (int)watch.Lost(Lost.Flow) == 80, "every end is closed or counted as lost");

        Assert.Equal(2, watch.Flows.Count);
        Assert.Equal(60UL, watch.Lost(Lost.Flow));
    }

    [RootTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Lifetimes_OfClosedConnections_AreSummed(bool reset)
    {
        using var watch = ConnectionWatch.Start(_here);
        var pair = ConnectedPair.OnLoopback(_here);
        pair.Client.LingerState = new(reset, 0);
        var begun = Stopwatch.GetTimestamp();
        Thread.Sleep(300);
        var least = Stopwatch.GetElapsedTime(begun).TotalNanoseconds;
        pair.Dispose();

        var ends = watch.Closed(Role.Client, 1).Concat(watch.Closed(Role.Server, 1)).ToList();
        var told = ends.Aggregate(0UL, (sum, end) => sum + end.LifetimeNs);
        Assert.InRange(watch.Drain().Sum(counters => counters.LifetimeNs), 2 * (ulong)least, told);
    }

    [RootTheory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(64)]
    public void SocketsFull_LeaveConnectionsUnwatchedAndCountThem(int room)
    {
        const int ends = 200;
        using var watch = ConnectionWatch.Start([_here], new WatchShape { Connections = room });

        List<ConnectedPair> open = [.. Enumerable.Range(0, ends / 2).Select(_ => ConnectedPair.OnLoopback(_here))];
        var lost = watch.Lost(Lost.Socket);
        Assert.InRange(lost, (ulong)(ends - Math.Max(room, 8)), ends - 8UL);
        open.ForEach(pair => pair.Dispose());
        AllClosed(watch, ends - lost);

        // What is closed leaves room again.
        ShortConnections.Run(_here, 1);
        AllClosed(watch, ends - lost + 2);
        Assert.Equal(lost, watch.Lost(Lost.Socket));
    }

    [RootFact]
    public void SamplesAndCountersFull_AreCounted()
    {
        using var watch = ConnectionWatch.Start([_here], new WatchShape
        {
            Sizes = new Dictionary<string, int> { ["samples_0"] = 1, ["samples_1"] = 1, ["counters_0"] = 1, ["counters_1"] = 1 },
        });

        ShortConnections.Run(_here, 40, ports: 4);
        Eventually.True(() => watch.Of(EventType.Closed).Count() == 80, "all are closed");

        var measured = watch.Drain();
        Assert.Equal(40, measured.Count(Signal.Handshake) + (int)watch.Lost(Lost.Sample));
        Assert.Single(measured.Counters);
        Assert.True(watch.Lost(Lost.Counter) >= 60);
    }

    [RootFact]
    public void SlowTurnsAboveTheRate_AreCounted()
    {
        using var watch = ConnectionWatch.Start([_here], new WatchShape
        {
            Settings = settings => settings with { SlowTurnNs = 1, SlowTurnsPerSecond = 3 },
        });
        using (var connection = ConnectedPair.OnLoopback(_here))
        {
            Exchanges.Run(connection.Client, connection.Server, 50, new Timings());
        }

        watch.Closed(Role.Client, 1);
        watch.Closed(Role.Server, 1);
        Assert.Equal(100UL, (ulong)watch.Turns.Count + watch.Lost(Lost.TurnRate));
        Assert.InRange(watch.Turns.Count, 3, 30);
    }

    [RootFact]
    public void SampledEvents_AreOfTheSameConnectionsAtBothEnds()
    {
        using var watch = ConnectionWatch.Start([_here], new WatchShape
        {
            Settings = settings => settings with { SlowHandshakeNs = 10_000_000_000, EventSampleMask = 3 },
        });

        ShortConnections.Run(_here, 400);
        AllClosed(watch, 800);

        var ids = watch.Of(EventType.Closed).ToLookup(end => end.Role, end => end.Id);
        Assert.InRange(ids[Role.Client].Count(), 40, 200);
        Assert.Equal(ids[Role.Client].ToHashSet(), ids[Role.Server].ToHashSet());
    }

    public void Dispose() => _here.Dispose();

    private void AllClosed(ConnectionWatch watch, ulong ends) =>
        Eventually.True(() => (_closed += watch.Drain().Sum(counters => counters.Closed)) == ends, "all are closed");

    private static ulong Losses(ConnectionWatch watch) => Enum.GetValues<Lost>().Aggregate(0UL, (sum, reason) => sum + watch.Lost(reason));
}
